// Every command by name: what it takes and what it answers (the list at the foot of contract/endpoints.ts).
import type {
  AddAnnex,
  AnswerInvitation,
  ApproveDossierPlan,
  Assign,
  CancelNumber,
  CaptureArrival,
  ClearSetAside,
  CloseDossier,
  CompleteWork,
  CorrectDossier,
  CorrectEntry,
  CreateDraft,
  DestroyDraft,
  DestroySecret,
  DocumentView,
  DraftView,
  FileDocument,
  ForgetSearchView,
  GiveOpinion,
  HandOver,
  InitialDraft,
  Instruct,
  MarkSeen,
  MergeArrivals,
  OpenDossier,
  PassBack,
  ProposeRouting,
  PutOff,
  PutSigningService,
  RecallDocument,
  RegisterIncoming,
  RegisterPaperSigned,
  RegisterSigningKey,
  ReleaseNumber,
  RemindRecipients,
  ReopenDossier,
  ReserveNumber,
  RetireSigningKey,
  RetireSigningService,
  ReturnDraft,
  ReturnToSender,
  RouteDirectly,
  SaveDraft,
  SaveSearchView,
  SendNumbered,
  SetAbsence,
  SetProvinceSearch,
  SetScanFolder,
  SettleHeld,
  SubmitArrival,
  SubmitDraft,
  TakeBackVersion,
  TakeOutDocument,
  UndoRegister,
  UnmergeArrivals,
  UseReserved,
  WithdrawStep,
} from '@congvan/contract'

interface Shape<I, A = DocumentView> {
  input: I
  answer: A
}

export interface Commands {
  'intake.capture': Shape<CaptureArrival>
  'intake.register': Shape<RegisterIncoming>
  'intake.undo-register': Shape<UndoRegister>
  'intake.return': Shape<ReturnToSender>
  'intake.destroy-secret': Shape<DestroySecret>
  'intake.merge': Shape<MergeArrivals>
  'intake.unmerge': Shape<UnmergeArrivals>
  'intake.release-held': Shape<SettleHeld, object>
  'intake.destroy-held': Shape<SettleHeld, object>
  'intake.set-scan-folder': Shape<SetScanFolder, object>
  'intake.clear-set-aside': Shape<ClearSetAside, object>
  'desk.put-off': Shape<PutOff>
  'tasks.submit': Shape<SubmitArrival>
  'tasks.propose': Shape<ProposeRouting>
  'tasks.instruct': Shape<Instruct>
  'tasks.route-directly': Shape<RouteDirectly>
  'tasks.hand-over': Shape<HandOver>
  'tasks.assign': Shape<Assign>
  'tasks.give-opinion': Shape<GiveOpinion>
  'tasks.mark-seen': Shape<MarkSeen>
  'tasks.complete': Shape<CompleteWork>
  'tasks.pass-back': Shape<PassBack>
  'tasks.withdraw': Shape<WithdrawStep>
  'dossiers.open': Shape<OpenDossier, { dossierId: string; symbol: string }>
  'dossiers.correct': Shape<CorrectDossier, { dossierId: string }>
  'dossiers.close': Shape<CloseDossier, { dossierId: string }>
  'dossiers.reopen': Shape<ReopenDossier, { dossierId: string }>
  'dossiers.approve-plan': Shape<ApproveDossierPlan, { year: number; count: number }>
  'dossiers.file': Shape<FileDocument>
  'dossiers.take-out': Shape<TakeOutDocument>
  'drafting.create': Shape<CreateDraft, DraftView>
  'drafting.save': Shape<SaveDraft, DraftView>
  'drafting.destroy-secret': Shape<DestroyDraft, DraftView>
  'drafting.take-back': Shape<TakeBackVersion, DraftView>
  'drafting.add-annex': Shape<AddAnnex, DraftView>
  'drafting.submit': Shape<SubmitDraft, DraftView>
  'drafting.initial': Shape<InitialDraft, DraftView>
  'drafting.return': Shape<ReturnDraft, DraftView>
  'issuing.cancel-number': Shape<CancelNumber>
  'issuing.send': Shape<SendNumbered>
  'issuing.register-paper': Shape<RegisterPaperSigned>
  'issuing.use-reserved': Shape<UseReserved>
  'issuing.recall': Shape<RecallDocument>
  'deliveries.remind': Shape<RemindRecipients>
  'registers.reserve': Shape<ReserveNumber, { number: number }>
  'registers.release': Shape<ReleaseNumber, { number: number }>
  'registers.correct': Shape<CorrectEntry>
  'deliveries.answer-invitation': Shape<AnswerInvitation>
  'organisations.set-absence': Shape<SetAbsence, Record<string, never>>
  'search.save-view': Shape<SaveSearchView, Record<string, never>>
  'search.forget-view': Shape<ForgetSearchView, Record<string, never>>
  'search.set-province-right': Shape<SetProvinceSearch, Record<string, never>>
  'signing.put-service': Shape<PutSigningService, Record<string, never>>
  'signing.retire-service': Shape<RetireSigningService, Record<string, never>>
  'signing.register-key': Shape<RegisterSigningKey, Record<string, never>>
  'signing.retire-key': Shape<RetireSigningKey, Record<string, never>>
}
export type CommandName = keyof Commands
