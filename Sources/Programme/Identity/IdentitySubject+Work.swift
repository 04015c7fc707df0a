/// The kinds of record of the programme's work.
extension IdentitySubject {
    /// See `WorkPlanID`.
    package enum WorkPlan {}
    /// See `PlanTaskID`.
    package enum PlanTask {}
    /// See `CommunicationID`.
    package enum Communication {}
    /// See `TrainingID`.
    package enum Training {}
    /// See `RollPersonID`.
    package enum RollPerson {}
    /// See `GatheringID`.
    package enum Gathering {}
    /// See `InspectionID`.
    package enum Inspection {}
    /// See `FindingID`.
    package enum Finding {}
    /// See `FundID`.
    package enum Fund {}
    /// See `FundEntryID`.
    package enum FundEntry {}
    /// See `AwardID`.
    package enum Award {}
    /// See `WorkReturnID`.
    package enum WorkReturn {}
}

/// A plan of a tenant for the programme (kế hoạch).
package typealias WorkPlanID = Identity<IdentitySubject.WorkPlan>
/// A task of a plan (nhiệm vụ).
package typealias PlanTaskID = Identity<IdentitySubject.PlanTask>
/// What was done to make the programme known (tuyên truyền).
package typealias CommunicationID = Identity<IdentitySubject.Communication>
/// A training of officers or of those who run centres (tập huấn).
package typealias TrainingID = Identity<IdentitySubject.Training>
/// Somebody who is to be trained.
package typealias RollPersonID = Identity<IdentitySubject.RollPerson>
/// A workshop, a consultation, a visit, a review or a launch.
package typealias GatheringID = Identity<IdentitySubject.Gathering>
/// An inspection (kiểm tra, giám sát).
package typealias InspectionID = Identity<IdentitySubject.Inspection>
/// What an inspection found (kiến nghị).
package typealias FindingID = Identity<IdentitySubject.Finding>
/// A fund for learning (quỹ khuyến học).
package typealias FundID = Identity<IdentitySubject.Fund>
/// Money that came into a fund or left it.
package typealias FundEntryID = Identity<IdentitySubject.FundEntry>
/// A scholarship, a reward or help in hardship.
package typealias AwardID = Identity<IdentitySubject.Award>
/// A return for half a year or a year (báo cáo).
package typealias WorkReturnID = Identity<IdentitySubject.WorkReturn>
