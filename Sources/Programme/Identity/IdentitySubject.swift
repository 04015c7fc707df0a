/// The kinds of record that have identities. Each is only a name for the type system.
package enum IdentitySubject {
    /// See `TenantID`.
    package enum Tenant {}
    /// See `MemberID`.
    package enum Member {}
    /// See `MembershipID`.
    package enum Membership {}
    /// See `BranchID`.
    package enum Branch {}
    /// See `OfficerID`.
    package enum Officer {}
    /// See `AreaID`.
    package enum Area {}
    /// See `ImportID`.
    package enum Import {}
    /// See `ConsentID`.
    package enum Consent {}
    /// See `AuditEntryID`.
    package enum AuditEntry {}
    /// See `AccountID`.
    package enum Account {}
    /// See `SessionID`.
    package enum Session {}
    /// See `APITokenID`.
    package enum APIToken {}
    /// See `MergeID`.
    package enum Merge {}
    /// See `TopicID`.
    package enum Topic {}
    /// See `CentreID`.
    package enum Centre {}
    /// See `RoomID`.
    package enum Room {}
    /// See `CentreStaffID`.
    package enum CentreStaff {}
    /// See `ClassID`.
    package enum Class {}
    /// See `ClassSessionID`.
    package enum ClassSession {}
    /// See `EnrolmentID`.
    package enum Enrolment {}
    /// See `LearningRecordID`.
    package enum LearningRecord {}
    /// See `CertificateID`.
    package enum Certificate {}
    /// See `LearningPlanID`.
    package enum LearningPlan {}
}

/// An organisation or a ward that keeps its own records (đơn vị).
package typealias TenantID = Identity<IdentitySubject.Tenant>
/// A person as one tenant knows them (hội viên, đoàn viên).
package typealias MemberID = Identity<IdentitySubject.Member>
/// One period of a member in a branch (tư cách hội viên).
package typealias MembershipID = Identity<IdentitySubject.Membership>
/// A part of a tenant (chi hội, chi đoàn, công đoàn cơ sở).
package typealias BranchID = Identity<IdentitySubject.Branch>
/// Somebody who signs in for a tenant (cán bộ phụ trách).
package typealias OfficerID = Identity<IdentitySubject.Officer>
/// A ward, commune or hamlet during its life (địa bàn).
package typealias AreaID = Identity<IdentitySubject.Area>
/// One upload and what became of it (đợt nhập).
package typealias ImportID = Identity<IdentitySubject.Import>
/// A person's agreement to one use of their data.
package typealias ConsentID = Identity<IdentitySubject.Consent>
/// One line of who did what (nhật ký thao tác).
package typealias AuditEntryID = Identity<IdentitySubject.AuditEntry>
/// A person who may sign in, whatever tenants they work for.
package typealias AccountID = Identity<IdentitySubject.Account>
/// One browser that is signed in.
package typealias SessionID = Identity<IdentitySubject.Session>
/// A key for a program that acts as an officer.
package typealias APITokenID = Identity<IdentitySubject.APIToken>
/// Two records found to be one person.
package typealias MergeID = Identity<IdentitySubject.Merge>
/// A field of learning (lĩnh vực).
package typealias TopicID = Identity<IdentitySubject.Topic>
/// A community learning centre (trung tâm học tập cộng đồng).
package typealias CentreID = Identity<IdentitySubject.Centre>
/// A room of a centre (phòng học).
package typealias RoomID = Identity<IdentitySubject.Room>
/// Somebody who runs a centre.
package typealias CentreStaffID = Identity<IdentitySubject.CentreStaff>
/// A class or a talk that a tenant holds (lớp, chuyên đề).
package typealias ClassID = Identity<IdentitySubject.Class>
/// One meeting of a class (buổi học).
package typealias ClassSessionID = Identity<IdentitySubject.ClassSession>
/// A member in a class (ghi danh).
package typealias EnrolmentID = Identity<IdentitySubject.Enrolment>
/// Learning done elsewhere.
package typealias LearningRecordID = Identity<IdentitySubject.LearningRecord>
/// A certificate of learning (giấy chứng nhận).
package typealias CertificateID = Identity<IdentitySubject.Certificate>
/// What a member means to learn in a year (đăng ký học tập).
package typealias LearningPlanID = Identity<IdentitySubject.LearningPlan>
