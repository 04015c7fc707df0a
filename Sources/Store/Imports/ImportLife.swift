package import Postgres
package import Programme

/// A member whose life an upload changes: the dates of joining, leaving or death, the branch, or the birth date.
package struct ImportLife: Sendable {
    let row: Int
    let member: MemberID
    /// The life as recorded.
    package let life: MembershipLife
    /// What the record says of it now, and what it is to say.
    package let before: MemberRecord
    package let after: MemberRecord
    /// The branch now, and the one that the row names.
    package let branch: BranchID?
    package let newBranch: BranchID?
}

extension ImportLife: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        self.row = try row.next()
        member = try row.next()
        branch = try row.next()
        newBranch = try row.next()
        before = try MemberRecord(lifeFrom: &row)
        after = try MemberRecord(lifeFrom: &row)
        let kinds = try row.next([String].self)
        let dates = try row.next([PartialDate?].self)
        let branches = try row.next([BranchID?].self)
        let reasons = try row.next([String?].self)
        var life = MembershipLife()
        for index in kinds.indices {
            let kind = try StoredMembershipEvent.kind(kinds[index], branches[index], reasons[index])
            _ = life.record(MembershipEvent(kind, on: dates[index]))
        }
        self.life = life
    }
}

extension MemberRecord {
    /// The fields that tell of a life, and the birth date.
    fileprivate init(lifeFrom row: inout PostgresRowReader) throws(PostgresError) {
        self.init()
        birthDate = try row.next()
        joinedOn = try row.next()
        leftOn = try row.next()
        choices[.leavingReason] = try row.next(String?.self).map(MemberField.leavingReason.choice(stored:))
        diedOn = try row.next()
    }
}

extension ImportStage {
    /// Lives in one step.
    private static let pageRows = 2_000

    /// Goes through the members whose lives change and has `judge` say what each becomes; nil and a problem for one that cannot
    /// have been so. Where only the birth date changes, the life has to go with it.
    package func settleLives(_ judge: (ImportLife) -> Checked<MembershipLife>) async throws {
        var last = 0
        while true {
            let lives = try await tx.run(livesQuery(after: last), timeout: Self.timeout).decode(ImportLife.self)
            guard let end = lives.last?.row else { break }
            last = end
            try await write(lives.map { ($0, judge($0)) })
        }
    }

    private func write(_ judged: [(ImportLife, Checked<MembershipLife>)]) async throws {
        var changes = LifeColumns()
        var events: [(MemberID, Int, MembershipEvent)] = []
        for (change, checked) in judged {
            guard let life = checked.value else {
                let problem = checked.problems.first
                changes.add(change.row, from: nil, state: nil, problem?.code.rawValue, problem?.arguments ?? [])
                continue
            }
            let same = zip(change.life.events, life.events).prefix { $0 == $1 }.count
            changes.add(change.row, from: same + 1, state: MemberState(after: life), nil, [])
            for (place, event) in life.events.enumerated().dropFirst(same) {
                events.append((change.member, place + 1, event))
            }
        }
        _ = try await tx.run(writeQuery(changes), timeout: Self.timeout)
        guard !events.isEmpty else { return }
        try await tx.transaction.copyIn(
            table: "import_life",
            schema: "pg_temp",
            columns: ["member_id", "ordinal", "kind", "happened_on", "branch_id", "reason"],
            timeout: Self.timeout
        ) { copy in
            for (member, ordinal, event) in events {
                let kind = event.kind
                try await copy.write(
                    member,
                    Int32(truncatingIfNeeded: ordinal),
                    kind.name,
                    event.date,
                    kind.branch,
                    kind.reason
                )
            }
        }
    }

    /// What was said of several members, by column.
    private struct LifeColumns {
        var rows: [Int] = []
        var from: [Int?] = []
        var states: [MemberState?] = []
        var codes: [String?] = []
        /// JSON: arrays of arrays of one length do not exist.
        var arguments: [String] = []

        mutating func add(_ row: Int, from: Int?, state: MemberState?, _ code: String?, _ arguments: [String]) {
            rows.append(row)
            self.from.append(from)
            states.append(state)
            codes.append(code)
            self.arguments.append(arguments.joined(separator: "\u{1}"))
        }
    }

    private func writeQuery(_ columns: LifeColumns) -> PostgresQuery {
        """
        -- ImportStage.writeLives
        update pg_temp.import_target as t
        set life_from = said.life_from, state = said.state, code = said.code,
            arguments = string_to_array(said.arguments, e'\\x01')
        from unnest(
            \(columns.rows)::int8[], \(columns.from)::int8[], \(columns.states)::text[], \(columns.codes)::text[],
            \(columns.arguments)::text[]
        ) as said (row_number, life_from, state, code, arguments)
        where t.row_number = said.row_number
        """
    }

    private func livesQuery(after row: Int) -> PostgresQuery {
        """
        -- ImportStage.lives
        select t.row_number, m.id, m.branch_id, t.branch_id, m.birth_date, m.joined_on, m.left_on, m.leaving_reason, m.died_on,
            t.birth_date, t.joined_on, t.left_on, t.leaving_reason, t.died_on, coalesce(life.kinds, '{}'),
            coalesce(life.dates, '{}'), coalesce(life.branches, '{}'), coalesce(life.reasons, '{}')
        from pg_temp.import_target as t
        join app.members as m on m.tenant_id = \(tx.tenant) and m.id = t.member_id
        cross join lateral (
            select array_agg(event.kind::text order by event.ordinal) as kinds,
                array_agg(event.happened_on::text order by event.ordinal) as dates,
                array_agg(event.branch_id order by event.ordinal) as branches,
                array_agg(event.reason order by event.ordinal) as reasons
            from app.membership_events as event
            where event.tenant_id = \(tx.tenant) and event.member_id = t.member_id
        ) as life
        where t.row_number > \(row)
            and (t.branch_id, t.birth_date, t.joined_on, t.left_on, t.leaving_reason, t.died_on)
                is distinct from (m.branch_id, m.birth_date, m.joined_on, m.left_on, m.leaving_reason, m.died_on)
        order by t.row_number
        limit \(Self.pageRows)
        """
    }
}
