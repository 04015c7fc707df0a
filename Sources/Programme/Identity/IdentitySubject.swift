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
