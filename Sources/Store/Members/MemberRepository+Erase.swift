import FoundationEssentials
import Postgres
package import Programme

/// Why a person's data are erased.
package enum ErasureReason: String, Codable, CaseIterable, Sendable {
    /// The person asked for it.
    case request
    /// The purpose is over.
    case retention
    /// It should never have been kept.
    case mistake
}

/// What an erasure came to.
package struct Erasure: Hashable, Sendable {
    /// The record and those that it had taken in.
    package let records: [MemberID]
    /// The imports whose file was dropped, because the person stood in it.
    package let imports: [ImportID]
}

extension MemberRepository {
    /// What stands in the place of a name.
    package static let erasedName = "(đã xoá)"

    /// Takes away everything personal that is kept about a member, records taken in by merges included: name and words, all
    /// values, reasons, evidence of consents, what imports and merges remember, the uploaded files in which the person
    /// stands, answers kept for retries, names on certificates and texts about learning. What is left counts: that there was a
    /// member of this branch, the years of joining, leaving and death, and that somebody of this sex and age learned. For
    /// administrators of the whole tenant. It cannot be taken back.
    ///
    /// An upload that nobody has checked yet has no rows, so nobody knows who is in it; it is for the officer to discard.
    ///
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.outsidePart`, or `.memberGone` for a record that was merged
    ///   into another (erase that one) or erased.
    package func erase(_ id: MemberID, version: Int, reason: ErasureReason) async throws -> Erasure {
        try requireAdministrator()
        let member = try await lock(id, version: version)
        let ids = try await tx.run(personQuery(id)).decode(MemberID.self)
        let numbers = try await numbers(of: ids)
        let imports = try await tx.run(importsQuery(ids, numbers)).decode(ImportID.self)
        let subjects = ids.map(\.uuid) + imports.map(\.uuid)
        _ = try await tx.run(
            [
                wipeQuery(ids), wipeWordsQuery(ids), wipeRowsQuery(ids, numbers), wipeFilesQuery(imports),
                wipeSamplesQuery(imports),
                wipeMergesQuery(ids), wipeDistinctQuery(ids), wipeConsentsQuery(ids), wipeAnswersQuery(ids),
                wipeRecordsQuery(ids), wipeCertificatesQuery(ids), wipePlansQuery(ids),
                wipeHelpQuery(ids), wipeReportsQuery(ids),
                tx.auditLine(.memberErase, subjects: subjects, details: ["reason": reason.rawValue]),
            ]
        )
        for erased in ids {
            let events =
                erased == id
                ? member.events
                : try await tx.run(eventsQuery(erased)).decode(
                    StoredMembershipEvent.self
                )
            let bare = events.map(\.event.withoutPerson)
            _ = try await tx.run([removeEventsQuery(erased, from: 1), eventsQuery(erased, bare, from: 1)])
        }
        return Erasure(records: ids, imports: imports)
    }

    /// By what rows without a member can be told to be the person's: citizen IDs and names with birth dates.
    private struct PersonNumbers {
        var citizenIDs: [CitizenID]
        var names: [String]
        var birthDates: [PartialDate?]
    }

    private func numbers(of ids: [MemberID]) async throws -> PersonNumbers {
        let rows = try await tx.run(
            """
            -- MemberRepository.numbers
            select m.citizen_id, m.full_name, m.birth_date
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = any (\(ids))
            """
        ).decode((CitizenID?, String, PartialDate?).self)
        return PersonNumbers(
            citizenIDs: rows.compactMap(\.0),
            names: rows.map(\.1),
            birthDates: rows.map(\.2)
        )
    }

    /// The imports in whose rows the person stands.
    private func importsQuery(_ ids: [MemberID], _ numbers: PersonNumbers) -> PostgresQuery {
        """
        -- MemberRepository.importsOfPerson
        select distinct r.import_id
        from app.import_rows as r
        where r.tenant_id = \(tx.tenant)
            and (
                r.member_id = any (\(ids))
                or app.is_of_person(r.values_after, \(numbers.citizenIDs), \(numbers.names), \(numbers.birthDates))
                or app.is_of_person(r.values_before, \(numbers.citizenIDs), \(numbers.names), \(numbers.birthDates))
            )
        """
    }

    private func wipeRowsQuery(_ ids: [MemberID], _ numbers: PersonNumbers) -> PostgresQuery {
        """
        -- MemberRepository.wipeImportRows
        update app.import_rows as r
        set values_before = null, values_after = null, problems = null
        where r.tenant_id = \(tx.tenant)
            and (
                r.member_id = any (\(ids))
                or app.is_of_person(r.values_after, \(numbers.citizenIDs), \(numbers.names), \(numbers.birthDates))
                or app.is_of_person(r.values_before, \(numbers.citizenIDs), \(numbers.names), \(numbers.birthDates))
            )
        """
    }

    private func wipeQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.erase
        update app.members
        set version = version + 1, updated_at = now(), state = 'erased', merged_into = null, full_name = \(Self.erasedName),
            family_name = '', middle_name = '', given_name = '', sort_key = '', search_key = '', sex = null,
            birth_date = null, citizen_id = null, phone = null, ethnicity = null, religion = null, native_place = null,
            area_id = null, hamlet = null, address = null, occupation = null, workplace = null, schooling = null,
            qualification = null, political_theory = null, party_member = null, circumstance = null, joined_on = null,
            joined_at = null, card_number = null, position = null, group_name = null, standing = null, left_on = null,
            leaving_reason = null, died_on = null, remark = null, person_token = null, token_epoch = null
        where tenant_id = \(tx.tenant)
            and id = any (\(ids))
        """
    }

    private func wipeWordsQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeWords
        delete from app.member_words
        where tenant_id = \(tx.tenant)
            and member_id = any (\(ids))
        """
    }

    private func wipeFilesQuery(_ imports: [ImportID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeFiles
        delete from app.import_parts
        where tenant_id = \(tx.tenant)
            and import_id = any (\(imports))
        """
    }

    /// The first values of columns, and rows that were passed over, stand in the settings and the summary.
    private func wipeSamplesQuery(_ imports: [ImportID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeSamples
        update app.imports
        set settings = settings - 'samples', summary = summary - 'skippedRows'
        where tenant_id = \(tx.tenant)
            and id = any (\(imports))
        """
    }

    private func wipeMergesQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeMerges
        delete from app.member_merges
        where tenant_id = \(tx.tenant)
            and (kept_id = any (\(ids)) or absorbed_id = any (\(ids)))
        """
    }

    private func wipeDistinctQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeDistinct
        delete from app.distinct_members
        where tenant_id = \(tx.tenant)
            and (one_id = any (\(ids)) or other_id = any (\(ids)))
        """
    }

    private func wipeConsentsQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeConsents
        update app.consents
        set evidence = ''
        where tenant_id = \(tx.tenant)
            and member_id = any (\(ids))
        """
    }

    /// That there was learning, in which field and for how long, stays counted.
    private func wipeRecordsQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeLearningRecords
        update app.learning_records
        set title = \(Self.erasedName), provider = '', evidence = ''
        where tenant_id = \(tx.tenant)
            and member_id = any (\(ids))
        """
    }

    private func wipeCertificatesQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeCertificates
        update app.certificates
        set holder_name = \(Self.erasedName), title = \(Self.erasedName), revoked_reason = ''
        where tenant_id = \(tx.tenant)
            and member_id = any (\(ids))
        """
    }

    private func wipePlansQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipePlans
        update app.learning_plans
        set goal = ''
        where tenant_id = \(tx.tenant)
            and member_id = any (\(ids))
        """
    }

    /// That something was done stays counted.
    private func wipeHelpQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeHelp
        update app.household_help
        set what = \(Self.erasedName)
        where tenant_id = \(tx.tenant)
            and member_id = any (\(ids))
        """
    }

    /// Answers about a member name the member.
    private func wipeAnswersQuery(_ ids: [MemberID]) -> PostgresQuery {
        """
        -- MemberRepository.wipeAnswers
        delete from app.idempotency_keys as kept
        where kept.tenant_id = \(tx.tenant)
            and exists (
                select from unnest(\(ids.map(\.description))::text[]) as person (id)
                where position(convert_to(person.id, 'UTF8') in kept.body) > 0
            )
        """
    }
}

extension MembershipEvent {
    /// The event without a reason, and with no more of its date than the year.
    var withoutPerson: MembershipEvent {
        let year = date.flatMap { PartialDate(year: $0.year) }
        if case .left = kind { return MembershipEvent(.left(reason: nil), on: year) }
        return MembershipEvent(kind, on: year)
    }
}
