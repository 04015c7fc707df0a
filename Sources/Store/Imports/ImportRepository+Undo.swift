import Postgres
package import Programme

/// What taking an import back came to.
package struct ImportReturn: Hashable, Sendable {
    /// A row whose member was changed since.
    package struct Remaining: Codable, Hashable, Sendable {
        /// As the workbook counts, from 1.
        package let row: Int
        /// The member, who stays as it is.
        package let member: MemberID
    }

    /// Members that it had made and that are gone.
    package let removed: Int
    /// Members that have their old values back.
    package let restored: Int
    /// Rows whose member stays, in their order.
    package let remaining: [Remaining]
}

extension ImportRepository {
    /// Takes a committed import back, as far as nobody has changed its members since: members that it made go, with words and
    /// lives; those that it changed get their old values. A member who was merged, has consents or has learned is one who was
    /// changed.
    ///
    /// - Throws: `.refused(.importBusy)`.
    package func takeBack(_ id: ImportID) async throws -> ImportReturn {
        try await lock(id)
        let timeout = ImportStage.timeout
        _ = try await tx.run([undoSettings, undoTable, undoQuery(id)], timeout: timeout)
        let removed = try await tx.run(
            ["-- ImportRepository.takeBack\nanalyze pg_temp.import_undo", undoWordsQuery, undoMembersQuery],
            timeout: timeout
        )[2].affectedRows
        let changed = try await tx.run(changedQuery(id), timeout: timeout).decode(ChangedRow.self)
        var restored = 0
        var remaining: [ImportReturn.Remaining] = []
        for row in changed {
            if row.isUntouched, try await restore(row, id) {
                restored += 1
            } else {
                remaining.append(ImportReturn.Remaining(row: row.number, member: row.member))
            }
        }
        let kept = try await tx.run(keptQuery, timeout: timeout).decode((Int, MemberID).self)
        remaining = (remaining + kept.map { ImportReturn.Remaining(row: $0.0, member: $0.1) }).sorted {
            $0.row < $1.row
        }
        let line = tx.auditLine(
            .importUndo,
            subjects: [id.uuid],
            details: [
                "removed": String(removed), "restored": String(restored), "remaining": String(remaining.count),
            ]
        )
        _ = try await tx.run(line)
        return ImportReturn(removed: removed, restored: restored, remaining: remaining)
    }

    /// A row that changed a member.
    private struct ChangedRow: PostgresRowDecodable {
        let number: Int
        let member: MemberID
        let version: Int
        let before: MemberValues
        let isUntouched: Bool

        init(from row: inout PostgresRowReader) throws(PostgresError) {
            number = try row.next()
            member = try row.next()
            version = try row.next()
            before = try row.next(PostgresJSON<MemberValues>.self).value
            isUntouched = try row.next()
        }
    }

    /// - Returns: false if the old values cannot be put back.
    private func restore(_ row: ChangedRow, _ id: ImportID) async throws -> Bool {
        guard let changes = row.before.changes else { return false }
        let member = try await tx.members.lock(row.member, version: row.version)
        var change = MemberRepository.Change(member, .memberUpdate)
        change.details = ["import": id.description]
        change.record = changes.applied(to: member.record).kept
        if row.before.fields.contains(.branch) { change.branch = row.before[.branch].flatMap { BranchID($0) } }
        var life = MembershipLife()
        for stored in member.events {
            if stored.importID == id, case .transferred = stored.event.kind { continue }
            _ = life.record(stored.event)
        }
        guard let corrected = life.corrected(from: member.record, to: change.record).value else { return false }
        change.events = corrected.events
        _ = try await tx.members.save(change)
        return true
    }

    private var undoSettings: PostgresQuery {
        """
        -- ImportRepository.undoSettings
        select set_config('statement_timeout', \(String(ImportStage.timeout.components.seconds * 1000)), true),
            set_config('work_mem', '32MB', true)
        """
    }

    private var undoTable: PostgresQuery {
        """
        -- ImportRepository.undoTable
        create temporary table import_undo (row_number int not null, member_id uuid not null, is_untouched boolean not null)
        on commit drop
        """
    }

    private func undoQuery(_ id: ImportID) -> PostgresQuery {
        """
        -- ImportRepository.findUndone
        insert into pg_temp.import_undo (row_number, member_id, is_untouched)
        select r.row_number, m.id,
            m.version = r.member_version and m.state = any (\(MemberState.live))
                and not exists (select from app.consents as c where c.tenant_id = m.tenant_id and c.member_id = m.id)
                and not exists (
                    select from app.enrolments as e where e.tenant_id = m.tenant_id and e.member_id = m.id
                )
                and not exists (
                    select from app.learning_records as l where l.tenant_id = m.tenant_id and l.member_id = m.id
                )
                and not exists (
                    select from app.learning_plans as p where p.tenant_id = m.tenant_id and p.member_id = m.id
                )
                and not exists (select from app.members as o where o.tenant_id = m.tenant_id and o.merged_into = m.id)
        from app.import_rows as r
        join app.members as m on m.tenant_id = r.tenant_id and m.id = r.member_id
        where r.tenant_id = \(tx.tenant)
            and r.import_id = \(id)
            and r.outcome = 'new'
        """
    }

    private var undoWordsQuery: PostgresQuery {
        """
        -- ImportRepository.undoWords
        delete from app.member_words as w
        using pg_temp.import_undo as u
        where u.is_untouched
            and w.tenant_id = \(tx.tenant)
            and w.member_id = u.member_id
        """
    }

    private var undoMembersQuery: PostgresQuery {
        """
        -- ImportRepository.undoMembers
        delete from app.members as m
        using pg_temp.import_undo as u
        where u.is_untouched
            and m.tenant_id = \(tx.tenant)
            and m.id = u.member_id
        """
    }

    private var keptQuery: PostgresQuery {
        """
        -- ImportRepository.keptMembers
        select u.row_number, u.member_id
        from pg_temp.import_undo as u
        where not u.is_untouched
        order by u.row_number
        """
    }

    private func changedQuery(_ id: ImportID) -> PostgresQuery {
        """
        -- ImportRepository.changedMembers
        select r.row_number, r.member_id, r.member_version, coalesce(r.values_before, '{}'),
            coalesce(m.version = r.member_version and m.state = any (\(MemberState.live)), false)
        from app.import_rows as r
        left join app.members as m on m.tenant_id = r.tenant_id and m.id = r.member_id
        where r.tenant_id = \(tx.tenant)
            and r.import_id = \(id)
            and r.outcome = 'changed'
        order by r.row_number
        """
    }
}
