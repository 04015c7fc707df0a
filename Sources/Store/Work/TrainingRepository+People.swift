package import Postgres
package import Programme

/// Somebody on the roll, and whether they were trained.
package struct TrainedPerson: Hashable, Sendable, PostgresRowDecodable {
    package let id: RollPersonID
    package let version: Int
    package let record: RollPerson
    /// The first day of the last training that they were at, of those for their roll; nil if they were at none.
    package let trainedOn: CalendarDay?

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        record = try RollPerson(from: &row)
        trainedOn = try row.next()
    }
}

/// How many on a roll were trained up to a day (100 % is the target).
package struct TrainingCoverage: Hashable, Sendable {
    package let audience: TrainingAudience
    /// On the roll on that day.
    package let people: Int
    /// Of them, those who were at a training for their roll.
    package let trained: Int

    /// Nil with nobody on the roll.
    package var share: Share? { Share(of: trained, in: people) }
}

extension TrainingRepository {
    /// Who was at a training, by when they were entered on the roll.
    package func people(of training: TrainingID) async throws -> [StoredRollPerson] {
        try await tx.run([
            tx.auditLine(.rollList, subjects: [training.uuid]),
            """
            -- TrainingRepository.people
            select p.id, p.version, p.audience, p.full_name, p.position, p.from_on, p.to_on
            from app.training_people as t
            join app.roll_people as p on p.tenant_id = t.tenant_id and p.id = t.person_id
            where t.tenant_id = \(tx.tenant)
                and t.training_id = \(training)
            order by p.id
            limit \(WorkLimits.mostLines)
            """,
        ])[1].decode(StoredRollPerson.self)
    }

    /// Records who was at a training: those named are, everybody else on its roll is not.
    ///
    /// - Returns: the training's new version.
    /// - Throws: `.notFound`; `.versionDiffers`; `.refused` with `.rollPersonUnknown` for somebody who is not on the roll of the
    ///   training's audience, `.workRange` for too many.
    package func setPeople(
        _ people: Set<RollPersonID>,
        of training: TrainingID,
        version: Int
    ) async throws -> Int {
        guard people.count <= WorkLimits.mostLines else { throw StoreError.refused(.workRange) }
        let found = try await find(training)
        guard found.version == version else { throw StoreError.versionDiffers(current: found.version) }
        let list = Array(people)
        let rows = try await tx.run([
            """
            -- TrainingRepository.setPeople: version
            update app.trainings
            set version = version + 1, officer_id = \(tx.context.officer)
            where tenant_id = \(tx.tenant)
                and id = \(training)
                and version = \(version)
            """,
            """
            -- TrainingRepository.setPeople: gone
            delete from app.training_people
            where tenant_id = \(tx.tenant)
                and training_id = \(training)
                and person_id <> all (\(list))
            """,
            """
            -- TrainingRepository.setPeople: new
            insert into app.training_people (tenant_id, training_id, person_id, officer_id)
            select p.tenant_id, \(training), p.id, \(tx.context.officer)
            from app.roll_people as p
            where p.tenant_id = \(tx.tenant)
                and p.id = any (\(list))
                and p.audience = \(found.record.audience)
            on conflict do nothing
            """,
            """
            -- TrainingRepository.setPeople: count
            select count(*)
            from app.training_people as t
            where t.tenant_id = \(tx.tenant)
                and t.training_id = \(training)
            """,
            tx.auditLine(.trainingPeople, subjects: [training.uuid], details: ["people": String(list.count)]),
        ])
        guard rows[0].affectedRows == 1 else { throw StoreError.notFound }
        guard try rows[3].value(Int.self) == list.count else { throw StoreError.refused(.rollPersonUnknown) }
        return version + 1
    }
}

extension RollPersonRepository {
    /// Those on one roll with their last training, in the order in which they were entered.
    package func trained(of audience: TrainingAudience) async throws -> [TrainedPerson] {
        try await tx.run([
            tx.auditLine(.rollList, subjects: []),
            """
            -- RollPersonRepository.trained
            select p.id, p.version, p.audience, p.full_name, p.position, p.from_on, p.to_on, last.held_on
            from app.roll_people as p
            left join lateral (
                select max(t.held_on) as held_on
                from app.training_people as a
                join app.trainings as t on t.tenant_id = a.tenant_id and t.id = a.training_id
                where a.tenant_id = \(tx.tenant)
                    and a.person_id = p.id
                    and t.audience = p.audience
            ) as last on true
            where p.tenant_id = \(tx.tenant)
                and p.audience = \(audience)
            order by p.id
            limit \(WorkLimits.mostLines)
            """,
        ])[1].decode(TrainedPerson.self)
    }

    /// How many on each roll were trained up to a day; nobody is named.
    package func coverage(on day: CalendarDay = .inVietnam()) async throws -> [TrainingCoverage] {
        let rows = try await tx.run(
            """
            -- RollPersonRepository.coverage
            select p.audience, count(*), count(*) filter (
                where exists (
                    select
                    from app.training_people as a
                    join app.trainings as t on t.tenant_id = a.tenant_id and t.id = a.training_id
                    where a.tenant_id = \(tx.tenant)
                        and a.person_id = p.id
                        and t.audience = p.audience
                        and t.held_on <= \(day)
                )
            )
            from app.roll_people as p
            where p.tenant_id = \(tx.tenant)
                and coalesce(p.from_on, \(day)) <= \(day)
                and coalesce(p.to_on, \(day)) >= \(day)
            group by p.audience
            """
        ).decode((TrainingAudience, Int, Int).self)
        return TrainingAudience.allCases.map { audience in
            let row = rows.first { $0.0 == audience }
            return TrainingCoverage(audience: audience, people: row?.1 ?? 0, trained: row?.2 ?? 0)
        }
    }
}
