package import Postgres
package import Programme

/// A meeting that reviewed registrations, to be written by `TenantFill`.
package struct FilledReview: FilledRow, Sendable {
    package static let table = "reviews"
    package static let columns = [
        "tenant_id", "id", "title_type_id", "year", "area_id", "held_on", "place", "chair", "clerk", "present",
        "minutes", "created_at",
    ]

    package let tenant: TenantID
    package let id: ReviewID
    package let record: ReviewRecord
    private let title: TitleTypeID
    private let year: Int

    /// A meeting of a ward's.
    package init(_ id: ReviewID, of tenant: TenantID, _ record: ReviewRecord, title: TitleTypeID, year: Int) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
        (self.title, self.year) = (title, year)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            title,
            Int16(clamping: year),
            record.area,
            record.heldOn,
            record.place,
            record.chair,
            record.secretary,
            Int32(clamping: record.present),
            record.minutes,
            record.heldOn.startInVietnam
        )
    }
}

/// A vote of a meeting, to be written by `TenantFill`.
package struct FilledReviewVote: FilledRow, Sendable {
    package static let table = "review_votes"
    package static let columns = [
        "tenant_id", "review_id", "registration_id", "votes_for", "votes_against", "abstained", "result",
    ]

    private let review: FilledReview
    private let registration: RegistrationID
    private let votes: (yes: Int, no: Int)

    /// So many of those present voted for a registration, so many against it; the others abstained.
    package init(_ review: FilledReview, on registration: RegistrationID, yes: Int, no: Int) {
        (self.review, self.registration) = (review, registration)
        votes = (yes, no)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            review.tenant,
            review.id,
            registration,
            Int32(clamping: votes.yes),
            Int32(clamping: votes.no),
            Int32(clamping: max(0, review.record.present - votes.yes - votes.no)),
            votes.yes > votes.no ? "passed" : "failed"
        )
    }
}

/// A list sent up, to be written by `TenantFill`.
package struct FilledProposal: FilledRow, Sendable {
    package static let table = "proposals"
    package static let columns = [
        "tenant_id", "id", "number", "title_type_id", "year", "proposed_on", "proposer", "created_at",
    ]

    package let tenant: TenantID
    package let id: ProposalID
    private let record: ProposalRecord
    private let title: TitleTypeID
    private let year: Int

    /// A list of a ward's.
    package init(_ id: ProposalID, of tenant: TenantID, _ record: ProposalRecord, title: TitleTypeID, year: Int) {
        (self.id, self.tenant, self.record) = (id, tenant, record)
        (self.title, self.year) = (title, year)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            record.number,
            title,
            Int16(clamping: year),
            record.proposedOn,
            record.proposer,
            record.proposedOn.startInVietnam
        )
    }
}

/// What a list says of a registration, to be written by `TenantFill`.
package struct FilledProposalLine: FilledRow, Sendable {
    package static let table = "proposal_lines"
    package static let columns = ["tenant_id", "proposal_id", "registration_id", "recommendation", "reason"]

    private let proposal: FilledProposal
    private let registration: RegistrationID
    private let refusal: String?

    /// It proposes to recognise it, or to refuse it for a reason.
    package init(_ proposal: FilledProposal, _ registration: RegistrationID, refusal: String?) {
        (self.proposal, self.registration, self.refusal) = (proposal, registration, refusal)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            proposal.tenant,
            proposal.id,
            registration,
            refusal == nil ? "recognise" : "refuse",
            refusal ?? ""
        )
    }
}
