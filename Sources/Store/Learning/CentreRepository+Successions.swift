import Postgres
package import Programme

/// What became of a centre (sáp nhập, thành lập lại).
package struct CentreSuccession: Hashable, Sendable {
    /// How one came out of the other.
    package enum Kind: String, Codable, CaseIterable, Sendable, StoredText {
        case merge
        case split
        case rename
        /// Closed, and founded again.
        case refound
    }

    package let from: CentreID
    package let to: CentreID
    package let kind: Kind
    /// The first day of the new state.
    package let date: CalendarDay
    /// The decision.
    package let legalBasis: String

    /// A succession of these parts.
    package init(from: CentreID, to: CentreID, kind: Kind, date: CalendarDay, legalBasis: String) {
        self.from = from
        self.to = to
        self.kind = kind
        self.date = date
        self.legalBasis = legalBasis
    }
}

extension CentreRepository {
    /// What became of centres, the earliest first.
    package func successions() async throws -> [CentreSuccession] {
        try await tx.run(
            """
            -- CentreRepository.successions
            select steps.from_id, steps.to_id, steps.kind, steps.happened_on, steps.legal_basis
            from app.centre_successions as steps
            order by steps.happened_on, steps.from_id, steps.to_id
            limit \(Self.most)
            """
        ).decode((CentreID, CentreID, CentreSuccession.Kind, CalendarDay, String).self).map { row in
            CentreSuccession(from: row.0, to: row.1, kind: row.2, date: row.3, legalBasis: row.4)
        }
    }

    /// Records what became of a centre, for the operator; the one before is closed from that day on unless it was closed earlier.
    ///
    /// - Throws: `.refused` with `.centreUnknown`, `.textLength`, `.classDates` for a day before it was opened.
    package func succeed(_ step: CentreSuccession) async throws {
        let basis = VietnameseText.clean(step.legalBasis)
        guard basis.unicodeScalars.count <= 500 else { throw StoreError.refused(.textLength) }
        _ = try await tx.run(
            [
                """
                -- CentreRepository.succeed
                insert into app.centre_successions (from_id, to_id, kind, happened_on, legal_basis)
                values (\(step.from), \(step.to), \(step.kind), \(step.date), \(basis))
                on conflict (from_id, to_id, happened_on) do update
                set kind = excluded.kind, legal_basis = excluded.legal_basis
                """,
                """
                -- CentreRepository.close
                update app.centres
                set closed_on = \(step.date), version = version + 1
                where id = \(step.from)
                    and closed_on is null
                """,
                tx.auditLine(.centreUpdate, subjects: [step.from.uuid, step.to.uuid]),
            ],
            refusing: [
                "centre_successions_from_fkey": .centreUnknown, "centre_successions_to_fkey": .centreUnknown,
                "centre_successions_to_other": .centreUnknown, "centres_closed_order": .classDates,
            ]
        )
    }
}
