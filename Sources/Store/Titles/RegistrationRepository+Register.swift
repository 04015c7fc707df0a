import Postgres
package import Programme

extension RegistrationRepository {
    /// Registers subjects for a title in a year; whether each is new or renewed is found out. Those that were withdrawn are
    /// registered again, those that are registered stay as they are.
    ///
    /// - Throws: `.notFound` if one of the subjects is not there; `.refused` with `.titleUnknown`, `.titleYear`, `.titleSubject`,
    ///   `.registrationsTooMany`.
    package func register(
        _ subjects: [SubjectID],
        for title: TitleTypeID,
        year: Int,
        on day: CalendarDay = .inVietnam()
    ) async throws -> RegisteredList {
        let subjects = Array(Set(subjects)).sorted()
        guard subjects.count <= Self.most else { throw StoreError.refused(.registrationsTooMany) }
        let type = try await tx.criteria.title(title)
        guard let kind = type.holder.subjectKind else { throw StoreError.refused(.titleSubject) }
        guard type.isGiven(in: year) else { throw StoreError.refused(.titleYear) }
        let (found, fitting) =
            try await tx.run(
                """
                -- RegistrationRepository.register: subjects
                select count(*), count(*) filter (where s.kind = \(kind) and coalesce(s.ended_on > \(day), true))
                from app.subjects as s
                where s.tenant_id = \(tx.tenant)
                    and s.id = any (\(subjects))
                """
            ).decode((Int, Int).self).first ?? (0, 0)
        guard found == subjects.count else { throw StoreError.notFound }
        guard fitting == subjects.count else { throw StoreError.refused(.titleSubject) }
        let ids = subjects.map { _ in RegistrationID.next() }
        let results = try await tx.run(
            [againQuery(subjects, title, year, day), registerQuery(ids, subjects, title, year, day)],
            refusing: Self.refusals
        )
        let made = try results.flatMap { try $0.decode(RegistrationID.self) }
        _ = try await tx.run(tx.auditLine(.registrationInsert, subjects: made.map(\.uuid)))
        return RegisteredList(registered: made, alreadyThere: subjects.count - made.count)
    }

    /// Registers all living subjects of a hamlet, or of the ward, that the title is for.
    ///
    /// - Throws: as `register(_:for:year:on:)`.
    package func register(
        allIn area: AreaID,
        for title: TitleTypeID,
        year: Int,
        on day: CalendarDay = .inVietnam()
    ) async throws -> RegisteredList {
        guard let kind = try await tx.criteria.title(title).holder.subjectKind else {
            throw StoreError.refused(.titleSubject)
        }
        let subjects = try await tx.run(
            """
            -- RegistrationRepository.register: area
            select s.id
            from app.subjects as s
            where s.tenant_id = \(tx.tenant)
                and s.kind = \(kind)
                and s.area_id = any ((select app.areas_below(\(area)))::uuid[])
                and coalesce(s.ended_on > \(day), true)
            limit \(Self.most + 1)
            """
        ).decode(SubjectID.self)
        return try await register(subjects, for: title, year: year, on: day)
    }

    /// Takes registrations back that are not proposed yet.
    ///
    /// - Throws: `.notFound`; `.refused` with `.registrationState`, `.registrationDecided`, `.textLength`.
    package func withdraw(_ ids: [RegistrationID], remark: String = "") async throws {
        try await move(ids, by: .withdraw, .registrationWithdraw, remark: VietnameseText.clean(remark))
    }

    /// Sends registrations back from the review, to be scored again.
    ///
    /// - Throws: as `withdraw`.
    package func sendBack(_ ids: [RegistrationID], remark: String = "") async throws {
        try await move(ids, by: .sendBack, .registrationSendBack, remark: VietnameseText.clean(remark))
    }

    /// Takes registrations off the list on which they were sent up.
    ///
    /// - Throws: as `withdraw`.
    package func takeBack(_ ids: [RegistrationID]) async throws {
        try await move(ids, by: .takeBack, .registrationTakeBack)
    }

    /// What a step needs to know of each registration, by identity.
    ///
    /// - Parameter isHolding: nobody else changes them until the transaction ends; for one that writes.
    /// - Throws: `.notFound` unless all are there; `.refused(.registrationsTooMany)`.
    func lock(_ ids: [RegistrationID], isHolding: Bool = true) async throws -> [LockedRegistration] {
        guard ids.count <= Self.most else { throw StoreError.refused(.registrationsTooMany) }
        let rows = try await tx.run(
            """
            -- RegistrationRepository.lock
            select r.id, r.subject_id, s.name, s.kind, s.children_count, r.title_type_id, r.year, r.state, r.zone, r.set_id, r.level,
                r.registered_on
            from app.registrations as r
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            where r.tenant_id = \(tx.tenant)
                and r.id = any (\(ids))
            order by r.id
            \(raw: isHolding ? "for update of r" : "")
            """
        ).decode(LockedRegistration.self)
        guard rows.count == Set(ids).count else { throw StoreError.notFound }
        return rows
    }

    /// - Throws: `.refused` unless each of them can take the step: `.decisionExists` or `.registrationDecided` for what was
    ///   decided, else `.registrationState`.
    func require(_ step: TitleStep, of registrations: [LockedRegistration]) throws {
        for registration in registrations
        where registration.state.after(step, isScored: registration.set != nil) == nil {
            let isDeciding = step == .recognise || step == .refuse
            guard registration.state.isDecided else { throw StoreError.refused(.registrationState) }
            throw StoreError.refused(isDeciding ? .decisionExists : .registrationDecided)
        }
    }

    /// - Returns: the title and the year that all of them have.
    /// - Throws: `.refused(.registrationState)` if they differ; `.notFound` of none.
    func common(_ registrations: [LockedRegistration]) throws -> (title: TitleTypeID, year: Int) {
        guard let first = registrations.first else { throw StoreError.notFound }
        guard registrations.allSatisfy({ $0.title == first.title && $0.year == first.year }) else {
            throw StoreError.refused(.registrationState)
        }
        return (first.title, first.year)
    }

    private func move(
        _ ids: [RegistrationID],
        by step: TitleStep,
        _ action: AuditAction,
        remark: String = ""
    ) async throws {
        guard remark.unicodeScalars.count <= 1000 else { throw StoreError.refused(.textLength) }
        let found = try await lock(ids)
        try require(step, of: found)
        let states = found.compactMap { $0.state.after(step, isScored: $0.set != nil) }
        _ = try await tx.run(
            [
                """
                -- RegistrationRepository.move
                update app.registrations as r
                set state = m.state, remark = case when \(remark) = '' then r.remark else \(remark) end,
                    version = r.version + 1, officer_id = \(tx.context.officer), updated_at = now()
                from unnest(\(found.map(\.id))::uuid[], \(states)::text[]) as m (id, state)
                where r.tenant_id = \(tx.tenant)
                    and r.id = m.id
                """,
                tx.auditLine(action, subjects: found.map(\.id.uuid)),
            ],
            refusing: Self.refusals
        )
    }

    private func againQuery(
        _ subjects: [SubjectID],
        _ title: TitleTypeID,
        _ year: Int,
        _ day: CalendarDay
    ) -> PostgresQuery {
        """
        -- RegistrationRepository.registerAgain
        update app.registrations as r
        set state = 'registered', registered_on = \(day), version = r.version + 1, officer_id = \(tx.context.officer),
            updated_at = now()
        where r.tenant_id = \(tx.tenant)
            and r.subject_id = any (\(subjects))
            and r.title_type_id = \(title)
            and r.year = \(year)
            and r.state = 'withdrawn'
        returning r.id
        """
    }

    private func registerQuery(
        _ ids: [RegistrationID],
        _ subjects: [SubjectID],
        _ title: TitleTypeID,
        _ year: Int,
        _ day: CalendarDay
    ) -> PostgresQuery {
        """
        -- RegistrationRepository.register
        with earlier as materialized (
            -- the year before, also of what the ward took over from the wards before it
            select p.subject_id
            from app.registrations as p
            where p.tenant_id = \(tx.tenant)
                and p.subject_id = any (\(subjects))
                and p.title_type_id = \(title)
                and p.year = \(year - 1)
                and p.state = 'recognised'
            union
            select link.to_id
            from app.subject_successions as link
            join app.registrations as p on p.tenant_id = link.tenant_id and p.subject_id = link.from_id
            where link.to_tenant_id = \(tx.tenant)
                and link.to_id = any (\(subjects))
                and p.title_type_id = \(title)
                and p.year = \(year - 1)
                and p.state = 'recognised'
        )
        insert into app.registrations (
            tenant_id, id, subject_id, title_type_id, year, kind, registered_on, area_id, zone, officer_id
        )
        select s.tenant_id, asked.id, s.id, \(title), \(year),
            case when exists (select from earlier where earlier.subject_id = s.id) then 'renewed' else 'new' end, \(day),
            s.area_id, coalesce(s.zone, 'favourable'), \(tx.context.officer)
        from unnest(\(ids)::uuid[], \(subjects)::uuid[]) as asked (id, subject_id)
        join app.subjects as s on s.tenant_id = \(tx.tenant) and s.id = asked.subject_id
        where not exists (
            select from app.registrations as r
            where r.tenant_id = \(tx.tenant)
                and r.subject_id = s.id
                and r.title_type_id = \(title)
                and r.year = \(year)
        )
        returning id
        """
    }
}

/// What a step needs to know of a registration.
struct LockedRegistration: PostgresRowDecodable {
    let id: RegistrationID
    let subject: SubjectID
    let subjectName: String
    let subjectKind: SubjectKind
    let children: Int?
    let title: TitleTypeID
    let year: Int
    let state: TitleState
    let zone: SubjectZone
    let set: CriteriaSetID?
    let level: Int?
    let registeredOn: CalendarDay

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        subject = try row.next()
        subjectName = try row.next()
        subjectKind = try row.next()
        children = try row.next()
        title = try row.next()
        year = try row.next()
        state = try row.next()
        zone = try row.next()
        set = try row.next()
        level = try row.next()
        registeredOn = try row.next()
    }
}
