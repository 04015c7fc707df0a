import Store

extension CommandFailure {
    /// The failure that a refusal of the store amounts to, in words for an operator.
    init(_ error: StoreError) {
        switch error {
        case .notFound: self.init(.badData, "there is no such record")
        case .versionDiffers: self.init(.temporary, "somebody changed the record meanwhile; try again")
        case .refused(let refusal): self.init(.badData, refusal.operatorWords)
        }
    }
}

extension StoreRefusal {
    /// What an operator reads.
    fileprivate var operatorWords: String {
        switch self {
        case .lastAdministrator: "this is the tenant's last administrator; add another one first"
        case .administratorScope: "an administrator works for the whole tenant: leave out --branch and --area"
        case .officerExists: "this account is an officer of the tenant already"
        case .branchInUse: "the branch has members or branches below"
        case .branchCycle: "a branch cannot lie below itself"
        case .branchUnknown: "there is no such branch, or it was closed"
        case .areaUnknown: "there is no such area; see hoctap area list"
        case .tenantKeyTaken: "another tenant has this key, or it is not of the form a-z, 0-9 and hyphens"
        case .loginTaken:
            "this sign-in name cannot be had: 3 to 64 of a-z, 0-9 and . _ @ + -, beginning with a letter or digit"
        case .accountInUse: "the account is or was officer of a tenant or of the city"
        case .tooManyTokens: "the account has as many tokens as one may have"
        case .webhooksTooMany: "the tenant has as many webhooks as one may have"
        case .webhookDisabled: "the webhook is stopped"
        case .tenantSuspended: "the tenant is suspended; see hoctap tenant resume"
        case .archiveUnreadable:
            "this is no whole archive of a tenant, or it was made under another version of the schema"
        case .archiveAreaUnknown: "the archive names an area that this database does not have; load the areas first"
        case .membershipOrder: "the membership cannot go on like that: the dates are out of order"
        case .memberGone: "the record was merged into another one or erased"
        case .mergeChanged: "the merge cannot be taken back: the record was changed since"
        case .outsidePart: "the record lies outside of the officer's part of the tenant"
        case .textLength: "a text is empty or too long"
        case .nameMissing: "a member has a name"
        case .consentOrder: "a consent cannot end before it began"
        case .idempotencyKeyReused: "the key was used for another request"
        case .importState: "the import is not in a state for this; see hoctap import show"
        case .importBusy: "another import of the tenant is being taken over; try again later"
        case .uploadTooLarge: "the file is larger than an upload may be"
        case .archiveCentreUnknown:
            "the archive names a centre or a topic that this database does not have; set it up first"
        case .criteriaFixed: "a set that was in use never changes: give it the next version"
        case .criteriaUnknown: "there is no such set of criteria; see hoctap criteria list"
        case .criteriaIncomplete: "something of the set is missing or does not add up; see hoctap criteria show"
        case .titleUnknown: "there is no such title; see the titles that hoctap criteria list names"
        default: learningWords
        }
    }

    /// Of classes and what belongs to them.
    private var learningWords: String {
        switch self {
        case .topicUnknown: "there is no such topic"
        case .centreUnknown: "there is no such centre"
        case .centreClosed: "the centre is closed on that day"
        case .centreKeyTaken: "another centre has this key, or it is not of the form a-z, 0-9 and hyphens"
        case .roomUnknown: "there is no such room"
        case .roomInUse: "sessions are planned in the room"
        case .yearFrozen: "the totals of this year are frozen: nothing that counts in it is changed"
        case .wardNeeded: "this is for wards alone, and a ward is not merged into itself"
        case .wardMerged: "one of the wards was merged into another before"
        case .subjectDates: "the day is to come"
        default: "this does not go with what is recorded: \(rawValue)"
        }
    }
}
