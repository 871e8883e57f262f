// Every query by name, with its parameters and answer; commands are named by their input schema.
import type { AdminOverview, AgencyDetail, AgencyRow } from './admin.ts'
import type { Page } from './common.ts'
import type { DocumentCard, DocumentView } from './documents.ts'
import type { DossierList, DossierSuggestions, DossierView } from './dossiers.ts'
import type { DraftView, RecipientSuggestion, ReservedNumber, SigningCard, VersionView } from './drafting.ts'
import type { EquipmentBoard, MachineRow, NetworkMap, PressRegister } from './equipment.ts'
import type { IndicatorBoard, IndicatorDetail, IndicatorRecord } from './indicators.ts'
import type { IntakeDoors, IntakeProposal } from './intake.ts'
import type { MailboxRegister, MailDesk } from './mail.ts'
import type { TargetBoard, TargetHistory } from './programmes.ts'
import type { BookView, EntryRow } from './registers.ts'
import type { DocumentLinks, SearchAnswer, SearchParams, SearchSuggestion, SearchView } from './search.ts'
import type { Me } from './session.ts'
import type { SigningKeyView, SigningProgress, SigningServiceView } from './signing.ts'
import type { InstructionOptions } from './tasks.ts'

/** GET /api/v1/queries/{name}?…; acting post in header `x-position`. */
export interface Queries {
  'session.me': { params: Record<string, never>; answer: Me }
  'work.list': { params: { lane?: string; cursor?: string }; answer: Page<DocumentCard> }
  'intake.queue': { params: { cursor?: string }; answer: Page<DocumentCard> }
  'intake.proposal': { params: { documentId: string }; answer: IntakeProposal }
  'intake.doors': { params: Record<string, never>; answer: IntakeDoors }
  'mail.letters': { params: Record<string, never>; answer: MailDesk }
  'mail.boxes': { params: Record<string, never>; answer: MailboxRegister }
  'documents.list': {
    params: {
      direction?: 'incoming' | 'outgoing'
      state?: string
      q?: string
      from?: string
      to?: string
      cursor?: string
    }
    answer: Page<DocumentCard>
  }
  'documents.get': { params: { documentId: string }; answer: DocumentView }
  'search.find': { params: SearchParams; answer: SearchAnswer }
  'search.suggest': { params: { q: string }; answer: { suggestions: SearchSuggestion[] } }
  'search.views': { params: Record<string, never>; answer: { views: SearchView[] } }
  'search.similar': { params: { documentId: string }; answer: { rows: DocumentCard[] } }
  'search.links': { params: { documentId: string }; answer: DocumentLinks }
  'tasks.options': { params: { documentId: string }; answer: InstructionOptions }
  'registers.books': { params: Record<string, never>; answer: { books: BookView[] } }
  'registers.entries': {
    params: { bookId: string; from?: string; to?: string; cursor?: string }
    answer: Page<EntryRow>
  }
  'dossiers.list': { params: { year?: string }; answer: DossierList }
  'dossiers.get': { params: { dossierId: string }; answer: DossierView }
  'dossiers.suggest': { params: { documentId: string }; answer: DossierSuggestions }
  'drafting.list': { params: { cursor?: string }; answer: Page<DocumentCard> }
  'drafting.get': { params: { documentId: string }; answer: DraftView }
  'drafting.version': { params: { documentId: string; version: string }; answer: VersionView }
  'drafting.recipients': { params: { q: string }; answer: { suggestions: RecipientSuggestion[] } }
  'signing.queue': { params: Record<string, never>; answer: { rows: SigningCard[] } }
  'signing.keys': { params: Record<string, never>; answer: { keys: SigningKeyView[] } }
  'signing.services': { params: Record<string, never>; answer: { services: SigningServiceView[] } }
  'signing.open': { params: Record<string, never>; answer: { open: SigningProgress[] } }
  'issuing.queue': { params: Record<string, never>; answer: { rows: SigningCard[] } }
  'issuing.reserved': { params: { documentId: string }; answer: { rows: ReservedNumber[] } }
  'programmes.board': { params: { year?: string }; answer: TargetBoard }
  'programmes.history': { params: { targetId: string }; answer: TargetHistory }
  'programmes.agencies': { params: { q: string }; answer: { rows: { id: string; name: string }[] } }
  'equipment.board': { params: Record<string, never>; answer: EquipmentBoard }
  'equipment.machines': { params: { q?: string; flag?: string; cursor?: string }; answer: Page<MachineRow> }
  'equipment.network': { params: Record<string, never>; answer: NetworkMap }
  'equipment.press': { params: Record<string, never>; answer: PressRegister }
  'indicators.board': { params: { from?: string; to?: string; before?: string }; answer: IndicatorBoard }
  'indicators.detail': { params: { code: string; from?: string; to?: string }; answer: IndicatorDetail }
  'indicators.records': {
    params: {
      code: string
      from?: string
      to?: string
      agencyId?: string
      which?: 'counted' | 'missing'
      cursor?: string
    }
    answer: Page<IndicatorRecord>
  }
  'admin.overview': { params: Record<string, never>; answer: AdminOverview }
  'admin.agencies': { params: { q?: string; cursor?: string }; answer: Page<AgencyRow> }
  'admin.agency': { params: { agencyId: string }; answer: AgencyDetail }
}
export type QueryName = keyof Queries

// Commands (POST /api/v1/commands/{name} {commandId, input} → DocumentView unless said):
//   intake.capture CaptureArrival · intake.register RegisterIncoming · intake.undo-register UndoRegister · intake.return ReturnToSender · intake.destroy-secret DestroySecret → {documentId}
//   intake.merge MergeArrivals · intake.unmerge UnmergeArrivals · desk.put-off PutOff → {documentId}
//   intake.release-held SettleHeld · intake.destroy-held SettleHeld · intake.set-scan-folder SetScanFolder · intake.clear-set-aside ClearSetAside → {}
//   tasks.submit SubmitArrival · tasks.propose ProposeRouting · tasks.instruct Instruct · tasks.route-directly RouteDirectly
//   tasks.hand-over HandOver · tasks.assign Assign · tasks.give-opinion GiveOpinion · tasks.mark-seen MarkSeen
//   tasks.complete CompleteWork · tasks.pass-back PassBack · tasks.withdraw WithdrawStep
//   drafting.create CreateDraft → DraftView · drafting.save SaveDraft → DraftView · drafting.take-back TakeBackVersion → DraftView · drafting.destroy-secret DestroyDraft · drafting.add-annex AddAnnex → DraftView
//   drafting.submit SubmitDraft → DraftView · drafting.initial InitialDraft → DraftView · drafting.return ReturnDraft → DraftView
//   issuing.register-paper RegisterPaperSigned · issuing.use-reserved UseReserved · registers.release ReleaseNumber → {number}
//   issuing.cancel-number CancelNumber · issuing.send SendNumbered · issuing.recall RecallDocument · deliveries.remind RemindRecipients
//   registers.reserve ReserveNumber → {number} · registers.correct CorrectEntry · deliveries.answer-invitation AnswerInvitation
//   dossiers.open OpenDossier → {dossierId, symbol} · dossiers.correct · dossiers.close · dossiers.reopen · dossiers.approve-plan · dossiers.file FileDocument · dossiers.take-out
//   organisations.set-absence SetAbsence → {} · search.save-view SaveSearchView → {} · search.forget-view ForgetSearchView → {}
//   search.set-province-right SetProvinceSearch → {}
//   signing.put-service PutSigningService · signing.retire-service · signing.register-key RegisterSigningKey · signing.retire-key
// Actions with work outside the transaction (POST /api/v1/actions/{name}, same body → BatchResult): sign, issue, issue-paper
// Others: POST /api/v1/uploads → UploadReceipt · GET /api/v1/documents/{id}/components/{ordinal}
//   POST /api/v1/preview {content, documentId} → {pages: string[] (SVG)} · GET /api/v1/documents/{id}/slip.pdf
//   GET /api/v1/documents/{id}/stamped.pdf (the received file with the stamp ĐẾN)
//   GET /api/v1/documents/{id}/proof.zip (its file, the proof, the log's key and a verifier: checked off line)
//   GET /api/v1/documents/{id}/paper.pdf (the page to sign by hand, with number and date)
//   GET /api/v1/registers/{bookId}/print.pdf?from&to · GET /api/v1/registers/{bookId}/export.xlsx?from&to
//   GET /api/v1/dossiers/{id}/contents.pdf · contents.xlsx · GET /api/v1/dossiers/plan.pdf?year · plan.xlsx?year
//   GET /api/v1/search/export.xlsx?{SearchParams} · GET /api/v1/search/print.pdf?{SearchParams}
//   GET /api/v1/desks → Desks · POST /api/v1/session/desk EnterDesk · POST /api/v1/session LogIn · DELETE /api/v1/session
//   GET /api/v1/live: server-sent events {"changed":["work","intake",…]} for the session's agencies
// Every write needs header `x-congvan: 1` (CSRF) and the session cookie.
