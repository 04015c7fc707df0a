import Postgres
import Programme

extension ImportStage {
    /// Says what becomes of each row, and keeps it with the import. Whether the rows are taken over follows from it: with
    /// `isApplying`, unless rows are refused and `takesGoodRows` is false.
    package func settle(_ choices: ImportChoices) async throws -> ImportResult {
        _ = try await tx.run(fateQuery(choices), timeout: Self.timeout)
        let results = try await tx.run([Self.analyzeFates, countQuery, problemQuery], timeout: Self.timeout)
        let counts = try results[1].decode((ImportOutcome, Int).self)
        let outcomes = Dictionary(counts.map { ($0.0, $0.1) }, uniquingKeysWith: +)
        let problems = try results[2].decode((String, Int).self)
        let hasRefused = outcomes[.problem, default: 0] > 0
        let isApplied = choices.isApplying && (choices.takesGoodRows || !hasRefused)
        _ = try await tx.run([removeRowsQuery, insertRowsQuery(isApplied: isApplied)], timeout: Self.timeout)
        return ImportResult(
            outcomes: outcomes,
            problems: Dictionary(problems.map { ($0.0, $0.1) }, uniquingKeysWith: +),
            isApplied: isApplied
        )
    }

    private static let analyzeFates: PostgresQuery =
        "-- ImportStage.analyze\nanalyze pg_temp.import_fate (row_number, outcome)"

    /// A row whose member would lie outside of the part for which the officer works is refused here; the policies would refuse
    /// the whole import.
    private func fateQuery(_ choices: ImportChoices) -> PostgresQuery {
        """
        -- ImportStage.settle
        insert into pg_temp.import_fate (row_number, outcome, member_id, member_version, code, arguments)
        with told as (
            select s.row_number, s.is_refused, x.member_id, t.version, t.row_number is not null as is_changed,
                x.above is not null and x.code = 'match.repeated' as is_repeated,
                case
                    when x.code is not null then x.code
                    when t.code is not null then t.code
                    when s.is_refused or x.member_id is not null and t.row_number is null then null
                    when not (select app.sees_whole_tenant())
                        and not coalesce(
                            case when t.row_number is null then coalesce(s.branch_id, \(choices.branch)) else t.branch_id end
                                = any ((select app.visible_branches())::uuid[]), false
                        )
                        and not coalesce(
                            case when t.row_number is null then coalesce(s.area_id, \(choices.area)) else t.area_id end
                                = any ((select app.visible_areas())::uuid[]), false
                        ) then 'officer.outside_part'
                end as code,
                case when x.above is not null then array[x.above::text] else t.arguments end as arguments
            from pg_temp.import_stage as s
            left join pg_temp.import_match as x on x.row_number = s.row_number
            left join pg_temp.import_target as t on t.row_number = s.row_number
        )
        select told.row_number,
            case
                when told.is_repeated then 'repeated'
                when told.is_refused or told.code is not null then 'problem'
                when told.is_changed then 'changed'
                when told.member_id is not null then 'same'
                else 'new'
            end,
            told.member_id, told.version, told.code, told.arguments
        from told
        """
    }

    private var countQuery: PostgresQuery {
        """
        -- ImportStage.countOutcomes
        select f.outcome, count(*)
        from pg_temp.import_fate as f
        group by f.outcome
        """
    }

    private var problemQuery: PostgresQuery {
        """
        -- ImportStage.countProblems
        select f.code, count(*)
        from pg_temp.import_fate as f
        where f.code is not null
        group by f.code
        """
    }

    private var removeRowsQuery: PostgresQuery {
        """
        -- ImportStage.removeRows
        delete from app.import_rows
        where tenant_id = \(tx.tenant)
            and import_id = \(id)
        """
    }

    /// Rows of which no member tells who they are keep the name, the birth date and the citizen ID, for whoever mends them and
    /// for an erasure; changed ones the fields that differ.
    private func insertRowsQuery(isApplied: Bool) -> PostgresQuery {
        """
        -- ImportStage.insertRows
        insert into app.import_rows (
            tenant_id, import_id, row_number, outcome, member_id, member_version, values_before, values_after, problems
        )
        select \(tx.tenant), \(id), f.row_number, f.outcome,
            case when f.outcome = 'new' and \(isApplied) then s.new_id else f.member_id end,
            case when not \(isApplied) then null when f.outcome = 'new' then 1 else f.member_version + 1 end,
            changed.before,
            case
                when f.outcome = 'changed' then changed.after
                when f.outcome = 'same' or f.outcome = 'new' and \(isApplied) then null
                else jsonb_strip_nulls(jsonb_build_object(
                    'full_name', s.full_name, 'birth_date', s.birth_date, 'citizen_id', s.citizen_id
                ))
            end,
            case
                when f.code is null then s.problems
                else coalesce(s.problems, '[]') || jsonb_build_array(
                    jsonb_build_object('code', f.code, 'arguments', coalesce(to_jsonb(f.arguments), '[]'))
                )
            end
        from pg_temp.import_fate as f
        join pg_temp.import_stage as s on s.row_number = f.row_number
        left join (
            select t.row_number, jsonb_object_agg(field.name, field.known) as before,
                jsonb_object_agg(field.name, field.wanted) as after
            from pg_temp.import_target as t
            join app.members as m on m.tenant_id = \(tx.tenant) and m.id = t.member_id
            cross join lateral (values \(raw: Self.fieldValues)) as field (name, known, wanted)
            where field.known is distinct from field.wanted
            group by t.row_number
        ) as changed on changed.row_number = f.row_number and f.outcome = 'changed'
        order by f.row_number
        """
    }

    /// The columns of fields, by the fields' names, for `values`; the parts of the name go with it.
    private static let fieldValues =
        valueColumns.compactMap { column in
            let name =
                switch column {
                case "branch_id": "branch"
                case "area_id": "area"
                case "group_name": "group"
                default: column
                }
            if MemberField(rawValue: name) == nil { return nil }
            return "('\(name)', to_jsonb(m.\(column)), to_jsonb(t.\(column)))"
        }.joined(separator: ", ") + """
            , ('name_parts', \(parts("m")), \(parts("t")))
            """

    private static func parts(_ table: String) -> String {
        "jsonb_build_array(\(table).family_name, \(table).middle_name, \(table).given_name)"
    }
}
