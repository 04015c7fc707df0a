/// What a repository refuses. Nothing in it names a person.
package enum StoreError: Error, Hashable, Sendable {
    /// There is no such record, or it is not the caller's to see: the two look the same.
    case notFound
    /// Somebody changed the record since it was read.
    case versionDiffers(current: Int)
    /// Something that the caller can mend.
    case refused(StoreRefusal)
}

/// Why something was refused, for whoever asked to mend. The raw value is stored and sent, so it never changes its meaning.
package enum StoreRefusal: String, Hashable, Sendable, CaseIterable {
    /// The tenant has no other administrator.
    case lastAdministrator = "officer.last_administrator"
    /// An administrator works for the whole tenant.
    case administratorScope = "officer.administrator_scope"
    /// The account is an officer of the tenant already.
    case officerExists = "officer.exists"
    /// The branch has members or branches below.
    case branchInUse = "branch.in_use"
    /// A branch cannot lie below itself.
    case branchCycle = "branch.cycle"
    /// The branch does not exist, or takes no members.
    case branchUnknown = "branch.unknown"
    /// The area does not exist.
    case areaUnknown = "area.unknown"
    /// The tenant's key is taken.
    case tenantKeyTaken = "tenant.key_taken"
    /// The sign-in name is taken.
    case loginTaken = "account.login_taken"
    /// The account is or was officer of a tenant, or may or might look at the city's totals.
    case accountInUse = "account.in_use"
    /// The account has as many tokens as one may have.
    case tooManyTokens = "account.too_many_tokens"
    /// The tenant has as many programs that are told as one may have.
    case webhooksTooMany = "webhook.too_many"
    /// The program is told nothing at the moment.
    case webhookDisabled = "webhook.disabled"
    /// The tenant is suspended.
    case tenantSuspended = "tenant.suspended"
    /// The archive is not one of ours, not whole, or of another version of the schema.
    case archiveUnreadable = "archive.unreadable"
    /// The archive names an area that this database does not have.
    case archiveAreaUnknown = "archive.area_unknown"
    /// The membership cannot go on like that; see `MembershipLife`.
    case membershipOrder = "member.membership_order"
    /// The record was merged into another or erased.
    case memberGone = "member.gone"
    /// The merge cannot be taken back: the record was changed, or the merge was taken back before.
    case mergeChanged = "merge.changed"
    /// The record would lie outside of the part for which the officer works, or the work needs the whole tenant.
    case outsidePart = "officer.outside_part"
    /// A text is empty or too long.
    case textLength = "text.length"
    /// A member has a name.
    case nameMissing = "member.name_missing"
    /// The consent ended before it began.
    case consentOrder = "consent.order"
    /// A key was used again for another request.
    case idempotencyKeyReused = "request.key_reused"
    /// The import is not in the state that this needs.
    case importState = "import.state"
    /// Another import of the tenant is at work.
    case importBusy = "import.busy"
    /// The upload is larger than an upload may be.
    case uploadTooLarge = "import.too_large"
    /// The archive names a centre or a topic that this database does not have.
    case archiveCentreUnknown = "archive.centre_unknown"
    /// There is no such topic.
    case topicUnknown = "topic.unknown"
    /// There is no such centre.
    case centreUnknown = "centre.unknown"
    /// The centre is closed on that day.
    case centreClosed = "centre.closed"
    /// The centre's key is taken.
    case centreKeyTaken = "centre.key_taken"
    /// There is no such room.
    case roomUnknown = "centre.room_unknown"
    /// Sessions are planned in the room.
    case roomInUse = "centre.room_in_use"
    /// A class, or a centre, ends before it begins.
    case classDates = "class.dates"
    /// The capacity, the cost or the rule of completion is out of its bounds.
    case classRange = "class.range"
    /// The class is not in a state for this.
    case classState = "class.state"
    /// The class takes nobody: it is over, or not open to other organisations.
    case classClosed = "class.closed"
    /// Somebody came to the class: it cannot be cancelled.
    case classAttended = "class.attended"
    /// The session is not on a day of the class.
    case sessionOutsideClass = "session.outside_class"
    /// The session is not in a state for this.
    case sessionState = "session.state"
    /// Somebody came to the session: it can be neither cancelled nor moved.
    case sessionAttended = "session.attended"
    /// The session ends before it begins, or counts no minutes or too many.
    case sessionTimes = "session.times"
    /// One class has more sessions than one may have.
    case sessionsTooMany = "session.too_many"
    /// The enrolment is not in a state for this.
    case enrolmentState = "enrolment.state"
    /// The learning ended before it began, before the birth, or on a day to come.
    case learningDates = "learning.dates"
    /// No minutes, or more than the days have.
    case learningMinutes = "learning.minutes"
    /// The record is not in a state for this.
    case learningState = "learning.state"
    /// There is a certificate for this already.
    case certificateExists = "certificate.exists"
    /// The class was not completed, or the record not verified.
    case certificateNotEarned = "certificate.not_earned"
    /// There is no such title.
    case titleUnknown = "title.unknown"
    /// The title is not given in that year.
    case titleYear = "title.year"
    /// The subject is of another kind than the title is for, or is no more.
    case titleSubject = "title.subject"
    /// There is no such set of criteria.
    case criteriaUnknown = "criteria.unknown"
    /// The set was active: it never changes. A new version does.
    case criteriaFixed = "criteria.fixed"
    /// Something of the set is not known or does not add up.
    case criteriaIncomplete = "criteria.incomplete"
    /// The set is not in use, so nothing is scored by it.
    case criteriaNotActive = "criteria.not_active"
    /// The set is for another title, another year or another zone.
    case criteriaMismatch = "criteria.mismatch"
    /// The set cannot be kept as it is written; see `CriteriaSet.checked`.
    case criteriaFaulty = "criteria.faulty"
    /// The subject is registered for the title and the year.
    case registrationExists = "registration.exists"
    /// The registration is not in a state for this.
    case registrationState = "registration.state"
    /// It was decided: it is not edited. A correcting decision takes its place.
    case registrationDecided = "registration.decided"
    /// More than one may do at once.
    case registrationsTooMany = "registration.too_many"
    /// A score is above its maximum, or does not answer what is asked; see `CriteriaSet.result`.
    case scoreInvalid = "registration.score"
    /// The score reaches no level.
    case levelNotReached = "registration.level"
    /// It is too soon after the decision on the level below.
    case levelWait = "registration.level_wait"
    /// The file is no PDF, JPEG or PNG, or not what its name says.
    case evidenceKind = "evidence.kind"
    /// The file has something in it that acts, or that cannot be looked into.
    case evidenceActive = "evidence.active"
    /// The file is larger than evidence may be.
    case evidenceTooLarge = "evidence.too_large"
    /// The registration has this file already, or as many as it may have.
    case evidenceExists = "evidence.exists"
    /// More votes than people, or passed without a majority.
    case reviewVotes = "review.votes"
    /// The meeting did not pass it, so it is not proposed.
    case reviewFailed = "review.failed"
    /// A decision and a proposal have a number.
    case decisionNumber = "decision.number"
    /// The number was used for another in that year.
    case decisionNumberTaken = "decision.number_taken"
    /// It was decided already: there is one decision for a subject and a year.
    case decisionExists = "decision.exists"
    /// A refusal, a revocation and a correction say why.
    case decisionReason = "decision.reason"
    /// A day to come, or one before what it follows.
    case decisionDate = "decision.date"
    /// The family was recognised in another ward, or as another household, in the same year.
    case recognisedElsewhere = "decision.elsewhere"
    /// The days are not in the order of the steps.
    case deadlineOrder = "title.deadlines"
    /// The certificate was revoked, or would be before it was issued.
    case certificateState = "certificate.state"
    /// The member has such a plan for the year.
    case planExists = "plan.exists"
    /// There are no plans for this year.
    case planYear = "plan.year"
    /// The totals of the year are frozen: nothing that counts in it is changed.
    case yearFrozen = "year.frozen"
    /// A household is named for a person, everything else for itself.
    case subjectName = "subject.name"
    /// Something is said that does not go with the kind of subject.
    case subjectKind = "subject.kind"
    /// A count is out of its bounds, or there are more children than people.
    case subjectCounts = "subject.counts"
    /// It begins or ends on a day to come, or ends before it begins.
    case subjectDates = "subject.dates"
    /// Another subject of the kind has the code.
    case subjectCodeTaken = "subject.code_taken"
    /// The subject is no more, or lives and cannot be re-opened.
    case subjectEnded = "subject.ended"
    /// The subject has a registration that is neither decided nor withdrawn.
    case subjectRegistered = "subject.registered"
    /// What it became is no living subject of the same kind, or does not go with the reason.
    case subjectSuccessor = "subject.successor"
    /// The area does not lie in the ward.
    case areaOutsideWard = "area.outside_ward"
    /// A person of a household has a name, and a year of birth that can be.
    case householdPerson = "household.person"
    /// One household has more people than one may have.
    case householdFull = "household.full"
    /// There is no such clan, or it is another ward's alone.
    case clanUnknown = "clan.unknown"
    /// The household belongs to as many clans as one may.
    case clanFull = "clan.full"
    /// A count has a source.
    case denominatorSource = "denominator.source"
    /// The year or the number of a count is out of its bounds.
    case denominatorRange = "denominator.range"
    /// It was counted on a day to come, or long before or after the year for which it is used.
    case denominatorDates = "denominator.dates"
    /// There is a count of the area, the kind and the year.
    case denominatorExists = "denominator.exists"
    /// The count was corrected already.
    case denominatorSuperseded = "denominator.superseded"
    /// Help is recorded on a day to come, or for another year.
    case helpDate = "help.date"
    /// This is for wards alone.
    case wardNeeded = "ward.needed"
    /// One of the wards was merged into another before.
    case wardMerged = "ward.merged"
    /// A record of the programme's work ends before it begins, or its day does not fit.
    case workDates = "work.dates"
    /// A number in a record of the programme's work is out of its bounds.
    case workRange = "work.range"
    /// The plan for the programme is not in a state for this.
    case planState = "work.plan_state"
    /// The plan for the programme has tasks.
    case planInUse = "work.plan_in_use"
    /// The plan for the programme has no day on which it was signed.
    case planUnsigned = "work.plan_unsigned"
    /// The task is not in a state for this.
    case taskState = "work.task_state"
    /// Only the association that leads the programme sets other tenants tasks; or there is no such tenant.
    case taskAssignee = "work.task_assignee"
    /// Somebody on the roll was trained, and stays on it.
    case rollPersonTrained = "work.roll_person_trained"
    /// There is nobody such on the roll of those for whom the training is.
    case rollPersonUnknown = "work.roll_person_unknown"
    /// A fund of that name is there already.
    case fundNameTaken = "work.fund_name_taken"
    /// The fund is not open on that day.
    case fundClosed = "work.fund_closed"
    /// The fund holds money.
    case fundNotEmpty = "work.fund_not_empty"
    /// The fund does not hold so much on that day, or would not on a later one.
    case fundShort = "work.fund_short"
    /// The entry was taken back already, or takes one back.
    case entryReversed = "work.entry_reversed"
    /// The entry is what an award cost.
    case entryAwarded = "work.entry_awarded"
    /// The award was cancelled.
    case awardState = "work.award_state"
    /// There is a return for the time already.
    case returnExists = "work.return_exists"
    /// The return is not in a state for this.
    case returnState = "work.return_state"
    /// The time of the return has not begun.
    case returnPeriod = "work.return_period"
    /// No official report can be of this: its form needs another time, or something that it is about.
    case reportSubject = "report.subject"
    /// The report is not in a state for this; one that is signed never changes.
    case reportState = "report.state"
    /// As many reports wait as may wait.
    case reportsTooMany = "report.too_many"
    /// A report that is signed has a number, a place, an office and a signatory, and a day that is not to come.
    case reportSignature = "report.signature"
    /// Another report of the year has the number.
    case reportNumberTaken = "report.number_taken"
}
