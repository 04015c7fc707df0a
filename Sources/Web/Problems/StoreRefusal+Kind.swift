internal import Programme
package import Store

extension StoreRefusal {
    /// The kind of problem that it is to a caller.
    package var problemKind: ProblemKind {
        switch self {
        case .lastAdministrator, .officerExists, .branchInUse, .tenantKeyTaken, .loginTaken, .accountInUse,
            .tooManyTokens, .webhooksTooMany, .webhookDisabled,
            .memberGone, .mergeChanged, .importState, .importBusy, .centreKeyTaken, .roomInUse, .classState,
            .classClosed,
            .classAttended, .sessionState, .sessionAttended, .sessionsTooMany, .enrolmentState, .learningState,
            .certificateExists, .certificateNotEarned, .certificateState, .planExists, .yearFrozen, .subjectCodeTaken,
            .subjectEnded, .subjectRegistered, .householdFull, .clanFull, .denominatorExists, .denominatorSuperseded,
            .wardMerged,
            .planState, .planInUse, .planUnsigned, .taskState, .rollPersonTrained, .fundNameTaken, .fundClosed,
            .fundNotEmpty, .fundShort, .entryReversed,
            .entryAwarded, .awardState, .returnExists, .returnState:
            .conflict
        case .criteriaFixed, .criteriaIncomplete, .criteriaNotActive, .registrationExists, .registrationState,
            .registrationDecided, .levelNotReached, .levelWait, .evidenceExists, .reviewFailed, .decisionNumberTaken,
            .decisionExists, .recognisedElsewhere, .reportState, .reportsTooMany, .reportNumberTaken:
            .conflict
        case .titleUnknown, .titleYear, .titleSubject, .criteriaUnknown, .criteriaMismatch, .criteriaFaulty,
            .registrationsTooMany, .scoreInvalid, .evidenceKind, .evidenceActive, .reviewVotes, .decisionNumber,
            .decisionReason, .decisionDate, .deadlineOrder, .reportSubject, .reportSignature:
            .invalid
        case .evidenceTooLarge: .tooLarge
        case .outsidePart, .tenantSuspended, .wardNeeded: .forbidden
        case .uploadTooLarge: .tooLarge
        case .administratorScope, .branchCycle, .branchUnknown, .areaUnknown, .archiveUnreadable, .archiveAreaUnknown,
            .membershipOrder, .textLength, .nameMissing, .consentOrder, .idempotencyKeyReused, .archiveCentreUnknown,
            .topicUnknown, .centreUnknown, .centreClosed, .roomUnknown, .classDates, .classRange, .sessionOutsideClass,
            .sessionTimes, .learningDates, .learningMinutes, .planYear, .subjectName, .subjectKind, .subjectCounts,
            .subjectDates, .subjectSuccessor, .areaOutsideWard, .householdPerson, .clanUnknown, .denominatorSource,
            .denominatorRange, .denominatorDates, .helpDate,
            .workDates, .workRange, .taskAssignee,
            .rollPersonUnknown, .returnPeriod:
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
        case .topicUnknown: "topic"
        case .centreUnknown, .centreClosed: "centre"
        case .centreKeyTaken: "key"
        case .roomUnknown: "room"
        case .sessionOutsideClass: "held_on"
        case .learningMinutes: "minutes"
        case .subjectName: "name"
        case .subjectCodeTaken: "code"
        case .areaOutsideWard: "area"
        case .clanUnknown: "clan"
        case .denominatorSource: "source"
        case .denominatorDates: "counted_on"
        case .helpDate: "done_on"
        case .taskAssignee: "assignee"
        case .fundNameTaken: "name"
        case .fundShort: "amount"
        case .planYear, .titleYear: "year"
        case .titleUnknown: "title"
        case .criteriaUnknown, .criteriaNotActive, .criteriaMismatch: "criteria"
        case .decisionNumber, .decisionNumberTaken, .reportNumberTaken, .reportSignature: "number"
        case .reportSubject: "form"
        case .decisionReason: "reason"
        case .decisionDate: "decided_on"
        case .idempotencyKeyReused: "Idempotency-Key"
        default: nil
        }
    }
}
