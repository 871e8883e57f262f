import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import java.io.File;
import java.io.FileInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/**
 * EU DSS and veraPDF judge files without network. Arguments: anchors.pem, then FILE or FILE=password.
 * One line a finding, tab separated: file, kind, values.
 */
public class Judge {
  public static void main(String[] args) throws Exception {
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    try (FileInputStream in = new FileInputStream(args[0])) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        anchors.addCertificate(new CertificateToken((X509Certificate) certificate));
      }
    }
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split("=", 2);
      signatures(parts[0], parts.length > 1 ? parts[1] : null, anchors);
      if (parts[0].contains("pdfa")) archival(parts[0]);
    }
  }

  private static void signatures(String path, String password, CommonTrustedCertificateSource anchors) {
    PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(new File(path)));
    if (password != null) validator.setPasswordProtection(password.toCharArray());
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(anchors);
    validator.setCertificateVerifier(verifier);
    SimpleReport report = validator.validateDocument().getSimpleReport();
    for (String id : report.getSignatureIdList()) {
      System.out.println(String.join("\t", path, "signature", String.valueOf(report.getSignatureFormat(id)),
          String.valueOf(report.getIndication(id)), String.valueOf(report.getSubIndication(id))));
      for (var message : report.getAdESValidationErrors(id)) System.out.println(path + "\terror\t" + message.getValue());
      for (var message : report.getAdESValidationWarnings(id)) System.out.println(path + "\twarning\t" + message.getValue());
    }
  }

  private static void archival(String path) throws Exception {
    try (FileInputStream in = new FileInputStream(path);
        var parser = Foundries.defaultInstance().createParser(in, PDFAFlavour.PDFA_2_B)) {
      var result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false).validate(parser);
      System.out.println(path + "\tPDF/A-2b\t" + result.isCompliant());
    }
  }
}
