internal import Programme
package import Store

extension StoreRefusal {
    /// The kind of problem that it is to a caller.
    package var problemKind: ProblemKind {
        switch self {
        case .lastAdministrator, .officerExists, .branchInUse, .tenantKeyTaken, .loginTaken, .accountInUse,
            .tooManyTokens,
            .memberGone, .mergeChanged, .importState, .importBusy:
            .conflict
        case .outsidePart, .tenantSuspended: .forbidden
        case .uploadTooLarge: .tooLarge
        case .administratorScope, .branchCycle, .branchUnknown, .areaUnknown, .archiveUnreadable, .archiveAreaUnknown,
            .membershipOrder, .textLength, .nameMissing, .consentOrder, .idempotencyKeyReused:
            .invalid
        }
    }

    /// The field that it is about; nil if that depends on the request, or it is about the whole.
    package var field: String? {
        switch self {
        case .administratorScope: "role"
        case .branchCycle: "parent"
        case .branchUnknown: "branch"
        case .areaUnknown: MemberField.area.rawValue
        case .nameMissing: MemberField.fullName.rawValue
        case .consentOrder: "withdrawn_on"
        case .loginTaken: "login"
        case .idempotencyKeyReused: "Idempotency-Key"
        default: nil
        }
    }
}
