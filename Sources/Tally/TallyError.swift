/// What cannot be done with the totals, and whoever asked can mend.
package enum TallyError: Error, Hashable, Sendable {
    /// Somebody else builds, compares or freezes totals. Later it works.
    case busy
    /// There is no such measure.
    case measureUnknown
    /// There is no such title, subject or audience.
    case kindUnknown
    /// What is counted by kind is counted by the year.
    case yearMissing
    /// There is no such area.
    case areaUnknown
    /// The year is not over, and what is not over cannot be signed.
    case yearNotOver
    /// The year is frozen already.
    case yearFrozen
    /// Somebody is still writing who began before the year was closed. Later it works.
    case writersAtWork
    /// The year was never frozen.
    case yearNotFrozen
}
