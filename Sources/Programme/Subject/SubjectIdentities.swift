extension IdentitySubject {
    /// See `SubjectID`.
    package enum ProgrammeSubject {}
    /// See `HouseholdPersonID`.
    package enum HouseholdPerson {}
    /// See `DenominatorID`.
    package enum Denominator {}
    /// See `HouseholdHelpID`.
    package enum HouseholdHelp {}
}

/// A household, clan, community or unit.
package typealias SubjectID = Identity<IdentitySubject.ProgrammeSubject>
/// Somebody who lives in a household.
package typealias HouseholdPersonID = Identity<IdentitySubject.HouseholdPerson>
/// One count of how many there are (mẫu số).
package typealias DenominatorID = Identity<IdentitySubject.Denominator>
/// Something done for a member's family.
package typealias HouseholdHelpID = Identity<IdentitySubject.HouseholdHelp>
