/// Everything that can be wrong with what an officer typed or uploaded. The raw value is stored and sent, so it never
/// changes its meaning.
package enum ProblemCode: String, CaseIterable, Codable, Sendable {
    case textTooLong = "text.too_long"
    case textLostCharacters = "text.lost_characters"
    case textConverted = "text.converted"
    case textMaybeLegacy = "text.maybe_legacy"
    case textIsError = "text.is_error"

    case nameMissing = "name.missing"
    case nameHasNoLetters = "name.no_letters"
    case nameHasDigits = "name.digits"
    case nameHasOddCharacters = "name.odd_characters"
    case nameInCapitals = "name.capitals"

    case dateUnreadable = "date.unreadable"
    case dateImpossible = "date.impossible"
    case dateMonthFirst = "date.month_first"
    case dateOrderUnclear = "date.order_unclear"
    case dateTwoDigitYear = "date.two_digit_year"
    case dateFromSerial = "date.from_serial"
    case dateInFuture = "date.in_future"
    case dateTooOld = "date.too_old"

    case citizenIDUnreadable = "citizen_id.unreadable"
    case citizenIDPadded = "citizen_id.padded"
    case citizenIDProvinceUnknown = "citizen_id.province_unknown"
    case citizenIDSexDiffers = "citizen_id.sex_differs"
    case citizenIDBirthYearDiffers = "citizen_id.birth_year_differs"

    case phoneUnreadable = "phone.unreadable"
    case phonePadded = "phone.padded"
    case phoneOldPrefix = "phone.old_prefix"
    case phoneMaybeOldAreaCode = "phone.maybe_old_area_code"
    case phonePrefixUnknown = "phone.prefix_unknown"

    case sexUnreadable = "sex.unreadable"
    case sexTwice = "sex.twice"
    case choiceUnknown = "choice.unknown"
    case choiceNotThen = "choice.not_then"
    case schoolingUnreadable = "schooling.unreadable"
    case answerUnreadable = "answer.unreadable"

    case areaUnknown = "area.unknown"
    case areaAmbiguous = "area.ambiguous"
    case areaNotThen = "area.not_then"
    case areaKindDiffers = "area.kind_differs"

    case membershipOutOfOrder = "membership.out_of_order"
    case membershipNotActive = "membership.not_active"
    case membershipAlreadyActive = "membership.already_active"
    case membershipAfterDeath = "membership.after_death"
    case joinedBeforeBirth = "membership.before_birth"

    case branchUnknown = "branch.unknown"
    case branchAmbiguous = "branch.ambiguous"
    case matchSeveral = "match.several"
    case matchOtherName = "match.other_name"
    case matchRepeated = "match.repeated"
    case officerOutsidePart = "officer.outside_part"
}

/// Whether a row can be taken as it is.
package enum ProblemSeverity: String, Codable, Sendable {
    /// The row is not taken.
    case error
    /// The row is taken, and somebody should look.
    case warning
}

/// The languages of the screen.
package enum ProblemLanguage: String, Codable, CaseIterable, Sendable {
    case vietnamese = "vi"
    case english = "en"
}
