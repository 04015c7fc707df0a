extension IdentitySubject {
    /// See `TitleTypeID`.
    package enum TitleType {}
    /// See `CriteriaSetID`.
    package enum CriteriaSet {}
    /// See `CriteriaItemID`.
    package enum CriteriaItem {}
    /// See `RegistrationID`.
    package enum Registration {}
    /// See `EvidenceID`.
    package enum Evidence {}
    /// See `ReviewID`.
    package enum Review {}
    /// See `ProposalID`.
    package enum Proposal {}
    /// See `DecisionID`.
    package enum Decision {}
    /// See `AppealID`.
    package enum Appeal {}
}

/// A title that can be given (danh hiệu).
package typealias TitleTypeID = Identity<IdentitySubject.TitleType>
/// One version of the criteria for a title (bộ tiêu chí).
package typealias CriteriaSetID = Identity<IdentitySubject.CriteriaSet>
/// One criterion of a set (tiêu chí, nội dung).
package typealias CriteriaItemID = Identity<IdentitySubject.CriteriaItem>
/// A subject's registration for a title in a year (đăng ký).
package typealias RegistrationID = Identity<IdentitySubject.Registration>
/// A file that proves something of a score (minh chứng).
package typealias EvidenceID = Identity<IdentitySubject.Evidence>
/// A meeting that reviews registrations (họp bình xét).
package typealias ReviewID = Identity<IdentitySubject.Review>
/// A list sent up for a decision (tờ trình).
package typealias ProposalID = Identity<IdentitySubject.Proposal>
/// A decision (quyết định).
package typealias DecisionID = Identity<IdentitySubject.Decision>
/// An appeal against a refusal.
package typealias AppealID = Identity<IdentitySubject.Appeal>
