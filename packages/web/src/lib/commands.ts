// Every command by name: what it takes and what it answers (the list at the foot of contract/endpoints.ts).
import type {
  AddAnnex,
  AnswerInvitation,
  ApproveDossierPlan,
  Assign,
  AssignTarget,
  CancelNumber,
  CaptureArrival,
  CarryTargets,
  ClearSetAside,
  CloseDossier,
  ClosePeriod,
  CompleteWork,
  CorrectDossier,
  CorrectEntry,
  CountMachines,
  CreateDraft,
  DestroyDraft,
  DestroySecret,
  DigestRhythm,
  DocumentView,
  DraftView,
  EnterFigure,
  FileDocument,
  ForgetSearchView,
  GiveOpinion,
  HandOver,
  InitialDraft,
  Instruct,
  MakeCheckInLinks,
  MarkSeen,
  MergeArrivals,
  OpenDossier,
  OpenIncident,
  PassBack,
  PointState,
  ProposeRouting,
  PutLine,
  PutOff,
  PutPressAgency,
  PutSigningService,
  RecallDocument,
  RegisterIncoming,
  RegisterPaperSigned,
  RegisterSigningKey,
  ReleaseNumber,
  RemindRecipients,
  ReopenDossier,
  ReportProgress,
  ReserveNumber,
  RetireSigningKey,
  RetireSigningService,
  ReturnDraft,
  ReturnToSender,
  ReviewTargets,
  RouteDirectly,
  SaveDraft,
  SaveSearchView,
  SendNumbered,
  SetAbsence,
  SetProvinceSearch,
  SetScanFolder,
  SetTarget,
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
  'indicators.close-period': Shape<ClosePeriod, { tallies: number }>
  'indicators.enter-figure': Shape<EnterFigure, object>
  'indicators.subscribe': Shape<{ rhythm: DigestRhythm | null }, object>
  'indicators.set-target': Shape<SetTarget, object>
  'programmes.assign-target': Shape<AssignTarget, object>
  'programmes.report-progress': Shape<ReportProgress, object>
  'programmes.review': Shape<ReviewTargets, { met: number; total: number }>
  'programmes.carry-over': Shape<CarryTargets, { carried: number }>
  'equipment.count': Shape<CountMachines, { added: number; changed: number; same: number }>
  'equipment.make-links': Shape<MakeCheckInLinks, { linkIds: string[] }>
  'equipment.end-link': Shape<{ linkId: string }, object>
  'equipment.put-line': Shape<PutLine, object>
  'equipment.set-point': Shape<{ pointId: string; state: PointState }, object>
  'equipment.open-incident': Shape<OpenIncident, { code: string }>
  'equipment.end-incident': Shape<{ incidentId: string; endedAt: string }, object>
  'equipment.put-press': Shape<PutPressAgency, object>
  'search.save-view': Shape<SaveSearchView, Record<string, never>>
  'search.forget-view': Shape<ForgetSearchView, Record<string, never>>
  'search.set-province-right': Shape<SetProvinceSearch, Record<string, never>>
  'signing.put-service': Shape<PutSigningService, Record<string, never>>
  'signing.retire-service': Shape<RetireSigningService, Record<string, never>>
  'signing.register-key': Shape<RegisterSigningKey, Record<string, never>>
  'signing.retire-key': Shape<RetireSigningKey, Record<string, never>>
}
export type CommandName = keyof Commands
