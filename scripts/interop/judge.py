"""pyHanko judges files without network. Arguments: anchors.pem, then FILE or FILE=password.

One line a file, tab separated: file, number of signatures judged valid, message.
"""
import logging
import sys

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)
anchors = list(load_certs_from_pemder([sys.argv[1]]))
for argument in sys.argv[2:]:
    path, _, password = argument.partition("=")
    valid, notes = 0, []
    try:
        with open(path, "rb") as handle:
            reader = PdfFileReader(handle)
            if password:
                reader.decrypt(password)
            for signature in reader.embedded_regular_signatures:
                context = ValidationContext(trust_roots=anchors, allow_fetching=False)
                status = validate_pdf_signature(signature, context)
                valid += 1 if status.bottom_line else 0
                notes.append(status.summary())
    except Exception as error:  # a judge that stops is a finding, not a crash
        notes.append(f"{type(error).__name__}: {error}")
    print(path, valid, " ".join(notes).replace("\n", " "), sep="\t")
