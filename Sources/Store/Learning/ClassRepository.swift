import Postgres
package import Programme

/// The classes of a tenant, and of other tenants those that are open to all or have a member of this one in them. Changes leave
/// a line in the audit with the statement that makes them. A refusal ends the transaction.
package struct ClassRepository {
    /// Classes on one page, at most.
    package static let longestPage = 200

    /// Constraints of a class's row, and what they mean to whoever wrote it.
    static let refusals: [String: StoreRefusal] = [
        "classes_topic_fkey": .topicUnknown, "classes_branch_fkey": .branchUnknown, "classes_centre_fkey": .centreUnknown,
        "classes_ends_order": .classDates,
    ]

    let tx: TenantTransaction

    /// Classes, the latest first, from behind `after` on.
    ///
    /// - Throws: `StoreError.notFound` when the class `after` is gone.
    package func list(
        _ filter: ClassFilter = ClassFilter(),
        after: ClassReference? = nil,
        limit: Int = 50
    ) async throws -> ClassPage {
        let limit = min(max(limit, 1), Self.longestPage)
        var day: CalendarDay?
        if let after { day = try await find(after).record.startsOn }
        let place = after.flatMap { after in day.map { (day: $0, id: after.id) } }
        let query =
            switch filter.scope {
            case .own: ownQuery(filter, place, limit + 1)
            case .open: openQuery(filter, place, limit + 1)
            case .visited: visitedQuery(filter, place, limit + 1)
            }
        let found = try await tx.run(query).decode(StoredClass.self)
        let classes = Array(found.prefix(limit))
        return ClassPage(classes: classes, next: found.count > limit ? classes.last?.reference : nil)
    }

    /// A class of the tenant's own.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: ClassID) async throws -> StoredClass {
        try await find(ClassReference(host: tx.tenant, id: id))
    }

    /// A class, perhaps another tenant's.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ reference: ClassReference) async throws -> StoredClass {
        let rows = try await tx.run(
            """
            -- ClassRepository.find
            select \(raw: StoredClass.columns)
            from app.classes as c
            join app.tenant_names as n on n.id = c.tenant_id
            join app.class_places(array[\(reference.host)::uuid], array[\(reference.id)::uuid]) as p on p.class_id = c.id
            where c.tenant_id = \(reference.host)
                and c.id = \(reference.id)
            """
        )
        guard let found = try rows.decode(StoredClass.self).first else { throw StoreError.notFound }
        return found
    }

    private typealias Place = (day: CalendarDay, id: ClassID)

    private func ownQuery(_ filter: ClassFilter, _ place: Place?, _ limit: Int) -> PostgresQuery {
        """
        -- ClassRepository.list
        with page as materialized (
            select c.*
            from app.classes as c
            where c.tenant_id = \(tx.tenant)
                and (\(place?.day)::date is null or (c.starts_on, c.id) < (\(place?.day), \(place?.id)))
                and c.state = any (\(filter.stateList))
                and (\(filter.topic)::uuid is null or c.topic_id = \(filter.topic))
                and (\(filter.branch)::uuid is null or c.branch_id = \(filter.branch))
                and (\(filter.centre)::uuid is null or c.centre_id = \(filter.centre))
                and (\(filter.from)::date is null or c.ends_on >= \(filter.from))
                and (\(filter.through)::date is null or c.starts_on <= \(filter.through))
                and strpos(lower(c.title), lower(\(filter.cleanText))) > 0
            order by c.starts_on desc, c.id desc
            limit \(limit)
        )
        \(raw: Self.shown)
        """
    }

    private func openQuery(_ filter: ClassFilter, _ place: Place?, _ limit: Int) -> PostgresQuery {
        """
        -- ClassRepository.listOpen
        with page as materialized (
            select c.*
            from app.classes as c
            where c.tenant_id <> \(tx.tenant)
                and c.enrolment = 'open'
                and c.state in ('open', 'running')
                and (\(place?.day)::date is null or (c.starts_on, c.id) < (\(place?.day), \(place?.id)))
                and c.state = any (\(filter.stateList))
                and (\(filter.topic)::uuid is null or c.topic_id = \(filter.topic))
                and (\(filter.centre)::uuid is null or c.centre_id = \(filter.centre))
                and (\(filter.from)::date is null or c.ends_on >= \(filter.from))
                and (\(filter.through)::date is null or c.starts_on <= \(filter.through))
                and strpos(lower(c.title), lower(\(filter.cleanText))) > 0
            order by c.starts_on desc, c.id desc
            limit \(limit)
        )
        \(raw: Self.shown)
        """
    }

    private func visitedQuery(_ filter: ClassFilter, _ place: Place?, _ limit: Int) -> PostgresQuery {
        """
        -- ClassRepository.listVisited
        with visited as materialized (
            select distinct e.host_id, e.class_id
            from app.enrolments as e
            where e.tenant_id = \(tx.tenant)
                and e.host_id <> \(tx.tenant)
        ), page as materialized (
            select c.*
            from visited
            join app.classes as c on c.tenant_id = visited.host_id and c.id = visited.class_id
            where (\(place?.day)::date is null or (c.starts_on, c.id) < (\(place?.day), \(place?.id)))
                and c.state = any (\(filter.stateList))
                and (\(filter.topic)::uuid is null or c.topic_id = \(filter.topic))
                and (\(filter.centre)::uuid is null or c.centre_id = \(filter.centre))
                and (\(filter.from)::date is null or c.ends_on >= \(filter.from))
                and (\(filter.through)::date is null or c.starts_on <= \(filter.through))
                and strpos(lower(c.title), lower(\(filter.cleanText))) > 0
            order by c.starts_on desc, c.id desc
            limit \(limit)
        )
        \(raw: Self.shown)
        """
    }

    /// What is shown of the classes of a page.
    private static let shown = """
        select \(StoredClass.columns)
        from page as c
        join app.tenant_names as n on n.id = c.tenant_id
        join app.class_places(
            (select array_agg(page.tenant_id order by page.id) from page), (select array_agg(page.id order by page.id) from page)
        ) as p on p.host_id = c.tenant_id and p.class_id = c.id
        order by c.starts_on desc, c.id desc
        """
}

extension ClassFilter {
    var stateList: [ClassState] { ClassState.allCases.filter(states.contains) }
    /// The empty text is a part of every title.
    var cleanText: String { VietnameseText.clean(text) }
}

extension TenantTransaction {
    /// The classes that the tenant sees.
    package var classes: ClassRepository { ClassRepository(tx: self) }
}
