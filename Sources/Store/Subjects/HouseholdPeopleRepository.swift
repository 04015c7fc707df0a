package import Postgres
package import Programme

/// Somebody who lives in a household, as kept.
package struct StoredHouseholdPerson: Hashable, Sendable, PostgresRowDecodable {
    package let id: HouseholdPersonID
    package let person: HouseholdPerson

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        var person = HouseholdPerson(fullName: try row.next())
        person.relation = try row.next()
        person.birthYear = try row.next(Int?.self)
        person.sex = try row.next()
        self.person = person
    }
}

/// Who lives in the households of a ward. A citizen ID becomes a token of its person, which links them to members of
/// organisations, and is kept nowhere.
package struct HouseholdPeopleRepository {
    /// People of one household, at most.
    package static let most = 50

    let tx: TenantTransaction

    /// The people of a household, as they were entered.
    package func list(_ household: SubjectReference) async throws -> [StoredHouseholdPerson] {
        try await tx.run([
            tx.auditLine(.householdPeople, subjects: [household.id.uuid]),
            """
            -- HouseholdPeopleRepository.list
            select p.id, p.full_name, p.relation, p.birth_year::int, p.sex
            from app.household_people as p
            where p.tenant_id = \(household.ward)
                and p.subject_id = \(household.id)
                and (p.tenant_id = \(tx.tenant) or p.tenant_id = any ((select app.current_predecessors())::uuid[]))
            order by p.id
            limit \(Self.most)
            """,
        ])[1].decode(StoredHouseholdPerson.self)
    }

    /// Adds somebody to a household.
    ///
    /// - Throws: `.notFound`; `.refused` with `.householdPerson`, `.subjectEnded`, `.subjectKind` for what is no household,
    ///   `.householdFull`.
    package func insert(
        _ person: HouseholdPerson,
        citizenID: CitizenID? = nil,
        in household: SubjectID,
        today: CalendarDay = .inVietnam()
    ) async throws -> HouseholdPersonID {
        guard let person = person.checked(today: today) else { throw StoreError.refused(.householdPerson) }
        try await lockLiving(household)
        let id = HouseholdPersonID.next()
        let token = tx.householdToken(of: citizenID)
        let results = try await tx.run([
            """
            -- HouseholdPeopleRepository.insert
            insert into app.household_people (
                tenant_id, subject_id, id, full_name, relation, birth_year, sex, person_token, token_epoch
            )
            select \(tx.tenant), \(household), \(id), \(person.fullName), \(person.relation), \(person.birthYear)::smallint,
                \(person.sex), \(token?.stored), \(token?.keyEpoch)
            where (
                select count(*)
                from app.household_people as p
                where p.tenant_id = \(tx.tenant) and p.subject_id = \(household)
            ) < \(Self.most)
            """,
            tx.auditLine(.householdPerson, subjects: [household.uuid, id.uuid]),
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.refused(.householdFull) }
        return id
    }

    /// Puts right what is known of somebody. Without a citizen ID the token stays as it is.
    ///
    /// - Throws: `.notFound`; `.refused` like `insert`.
    package func update(
        _ id: HouseholdPersonID,
        _ person: HouseholdPerson,
        citizenID: CitizenID? = nil,
        in household: SubjectID,
        today: CalendarDay = .inVietnam()
    ) async throws {
        guard let person = person.checked(today: today) else { throw StoreError.refused(.householdPerson) }
        try await lockLiving(household)
        let token = tx.householdToken(of: citizenID)
        var queries: [PostgresQuery] = [
            """
            -- HouseholdPeopleRepository.update
            update app.household_people
            set full_name = \(person.fullName), relation = \(person.relation), birth_year = \(person.birthYear)::smallint,
                sex = \(person.sex)
            where tenant_id = \(tx.tenant)
                and subject_id = \(household)
                and id = \(id)
            """
        ]
        if let token {
            queries.append(
                """
                -- HouseholdPeopleRepository.link
                update app.household_people
                set person_token = \(token.stored), token_epoch = \(token.keyEpoch)
                where tenant_id = \(tx.tenant)
                    and subject_id = \(household)
                    and id = \(id)
                """
            )
        }
        queries.append(tx.auditLine(.householdPerson, subjects: [household.uuid, id.uuid]))
        guard try await tx.run(queries)[0].affectedRows == 1 else { throw StoreError.notFound }
    }

    /// Removes somebody who moved away, died, or was entered by mistake.
    ///
    /// - Throws: `.notFound`; `.refused(.subjectEnded)`, `.refused(.subjectKind)`.
    package func remove(_ id: HouseholdPersonID, from household: SubjectID) async throws {
        try await lockLiving(household)
        let results = try await tx.run([
            """
            -- HouseholdPeopleRepository.remove
            delete from app.household_people
            where tenant_id = \(tx.tenant)
                and subject_id = \(household)
                and id = \(id)
            """,
            tx.auditLine(.householdPerson, subjects: [household.uuid, id.uuid], details: ["removed": "1"]),
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }

    private func lockLiving(_ household: SubjectID) async throws {
        let found = try await tx.subjects.lock(household)
        guard found.record.kind == .household else { throw StoreError.refused(.subjectKind) }
        guard found.endedOn == nil else { throw StoreError.refused(.subjectEnded) }
    }
}

extension TenantTransaction {
    /// Who lives in the ward's households.
    package var householdPeople: HouseholdPeopleRepository { HouseholdPeopleRepository(tx: self) }

    /// The token by which somebody of a household is known; nil without a number that names a person for life, or without a key.
    func householdToken(of citizenID: CitizenID?) -> PersonToken? { personKey?.token(for: citizenID) }
}
