import Postgres
package import Programme

extension WorkPlanState: StoredText {}
extension PlanTaskState: StoredText {}
extension CommunicationKind: StoredText {}
extension CommunicationMedium: StoredText {}
extension TrainingAudience: StoredText {}
extension GatheringKind: StoredText {}
extension FundDirection: StoredText {}
extension FundEntryKind: StoredText {}
extension AwardKind: StoredText {}
extension RecipientKind: StoredText {}
extension ReturnState: StoredText {}
extension ReturnPeriod: StoredText {}
