import Postgres
import Programme

extension ImportStage {
    /// Finds who the rows are, among the members that the officer may see, and what differs. Two members are never made one,
    /// and a row that could be two of them is nobody's.
    package func find() async throws {
        _ = try await tx.run(planQuery)
        for query in [repeatedQuery, citizenQuery, cardQuery, nameQuery, twiceQuery] {
            // each step looks at what the ones before it found
            _ = try await tx.run(
                [query, "-- ImportStage.analyze\nanalyze pg_temp.import_match"],
                timeout: Self.timeout
            )
        }
        _ = try await tx.run(targetQuery, timeout: Self.timeout)
        let targets = try await tx.run(
            [
                "-- ImportStage.analyze\nanalyze pg_temp.import_target",
                "-- ImportStage.countTargets\nselect count(*) from pg_temp.import_target", lockQuery,
            ],
            timeout: Self.timeout
        )
        // somebody changed a member between the two statements
        guard try targets[1].value(Int.self) == targets[2].count else { throw StoreError.refused(.importBusy) }
    }

    /// Of many rows the planner must not guess that there are few and go through one table for each row of another: it knows
    /// little of members that came a moment ago.
    private var planQuery: PostgresQuery {
        """
        -- ImportStage.plan
        select set_config('enable_nestloop', case when count(*) >= \(Self.manyRows) then 'off' else 'on' end, true)
        from pg_temp.import_stage
        """
    }

    /// Rows from which on tables are joined as wholes.
    private static let manyRows = 500

    /// Rows that stood further up in the same file: the same citizen ID, the same card and name, or the same in all by which
    /// people are told apart.
    private var repeatedQuery: PostgresQuery {
        """
        -- ImportStage.findRepeated
        insert into pg_temp.import_match (row_number, above, code)
        with twice as materialized (
            -- in a list without repetitions there is nothing to sort
            select s.row_number
            from pg_temp.import_stage as s
            where not s.is_refused
                and s.citizen_id in (
                    select x.citizen_id from pg_temp.import_stage as x where not x.is_refused
                    group by x.citizen_id having count(*) > 1
                )
            union
            select s.row_number
            from pg_temp.import_stage as s
            where not s.is_refused
                and (s.card_number, s.search_key) in (
                    select x.card_number, x.search_key from pg_temp.import_stage as x where not x.is_refused
                    group by x.card_number, x.search_key having count(*) > 1
                )
            union
            select s.row_number
            from pg_temp.import_stage as s
            where not s.is_refused
                and (s.search_key, s.birth_date) in (
                    select x.search_key, x.birth_date from pg_temp.import_stage as x where not x.is_refused
                    group by x.search_key, x.birth_date having count(*) > 1
                )
        ), seen as (
            select s.row_number, s.citizen_id, s.search_key, s.card_number, s.birth_date, s.phone, s.sex,
                first_value(s.row_number) over citizen as citizen_above, first_value(s.search_key) over citizen as citizen_name,
                first_value(s.row_number) over card as card_above, first_value(s.citizen_id) over card as card_citizen,
                lag(s.row_number) over person as person_above, lag(s.citizen_id) over person as person_citizen,
                lag(s.card_number) over person as person_card, lag(s.phone) over person as person_phone,
                lag(s.sex) over person as person_sex
            from pg_temp.import_stage as s
            join twice on twice.row_number = s.row_number
            window
                citizen as (partition by s.citizen_id order by s.row_number),
                card as (partition by s.card_number, s.search_key order by s.row_number),
                person as (
                    partition by s.search_key, s.birth_date, s.branch_id, s.area_id, s.hamlet order by s.row_number
                )
        ), told as (
            select seen.row_number,
                case when seen.citizen_above < seen.row_number and seen.citizen_id is not null
                    then seen.citizen_above end as by_citizen,
                seen.citizen_name <> seen.search_key and not app.may_be_one_name(seen.citizen_name, seen.search_key)
                    as is_other,
                case when seen.card_above < seen.row_number and seen.card_number is not null
                    and coalesce(seen.citizen_id = seen.card_citizen, true) then seen.card_above end as by_card,
                case when seen.birth_date is not null and coalesce(seen.citizen_id = seen.person_citizen, true)
                    and coalesce(seen.card_number = seen.person_card, true)
                    and coalesce(seen.phone = seen.person_phone, true) and coalesce(seen.sex = seen.person_sex, true)
                    then seen.person_above end as by_person
            from seen
        )
        select told.row_number, coalesce(told.by_citizen, told.by_card, told.by_person),
            case when told.by_citizen is not null and told.is_other then 'match.other_name' else 'match.repeated' end
        from told
        where coalesce(told.by_citizen, told.by_card, told.by_person) is not null
        """
    }

    private var citizenQuery: PostgresQuery {
        """
        -- ImportStage.findByCitizenID
        insert into pg_temp.import_match (row_number, member_id, code)
        with found as (
            select s.row_number, m.id,
                m.search_key = s.search_key or app.may_be_one_name(m.search_key, s.search_key)
                    -- a name put right beside a birth date that is known to the day
                    or coalesce(length(m.birth_date) = 10 and m.birth_date = s.birth_date, false) as fits
            from pg_temp.import_stage as s
            join app.members as m on m.tenant_id = \(tx.tenant) and m.citizen_id = s.citizen_id
                and m.state = any (\(MemberState.live))
            where not s.is_refused
                and not exists (select from pg_temp.import_match as x where x.row_number = s.row_number)
        )
        select found.row_number, (array_agg(found.id order by found.fits desc, found.id))[1],
            case count(*) filter (where found.fits)
                when 0 then 'match.other_name' when 1 then null else 'match.several'
            end
        from found
        group by found.row_number
        """
    }

    private var cardQuery: PostgresQuery {
        """
        -- ImportStage.findByCard
        insert into pg_temp.import_match (row_number, member_id, code)
        select s.row_number, (array_agg(m.id order by m.id))[1], case when count(*) > 1 then 'match.several' end
        from pg_temp.import_stage as s
        join app.members as m on m.tenant_id = \(tx.tenant) and m.card_number = s.card_number
            and m.search_key = s.search_key and m.state = any (\(MemberState.live))
        where not s.is_refused
            and not exists (select from pg_temp.import_match as x where x.row_number = s.row_number)
            and not app.are_other_persons(m.citizen_id, s.citizen_id)
        group by s.row_number
        """
    }

    /// The same name, a birth date that can be the same, and a place that is the same or does not speak against it.
    private var nameQuery: PostgresQuery {
        """
        -- ImportStage.findByName
        insert into pg_temp.import_match (row_number, member_id, code)
        with near as (
            select s.row_number, m.id, s.birth_date, m.birth_date as known_birth_date,
                coalesce(m.branch_id = s.branch_id, false)
                    or coalesce(m.area_id = s.area_id and m.hamlet is not distinct from s.hamlet, false) as is_there,
                coalesce(m.branch_id <> s.branch_id, false)
                    or coalesce(m.area_id <> s.area_id, false) and not exists (
                        -- one of them names the ward alone
                        select from app.area_parents as p
                        where (p.area_id, p.parent_id) in ((m.area_id, s.area_id), (s.area_id, m.area_id))
                    ) as is_elsewhere
            from pg_temp.import_stage as s
            join app.members as m on m.tenant_id = \(tx.tenant) and m.search_key = s.search_key
                and m.state = any (\(MemberState.live))
            where not s.is_refused
                and not exists (select from pg_temp.import_match as x where x.row_number = s.row_number)
                and coalesce(m.sex = s.sex, true)
                and not coalesce(length(m.citizen_id) = 12 and length(s.citizen_id) = 12, false)
                and not coalesce(m.card_number <> s.card_number, false)
        )
        select near.row_number, (array_agg(near.id order by near.id))[1], case when count(*) > 1 then 'match.several' end
        from near
        where case
            when near.birth_date is null or near.known_birth_date is null then near.is_there
            else (near.is_there or not near.is_elsewhere) and (
                starts_with(rtrim(near.birth_date, '~'), rtrim(near.known_birth_date, '~'))
                or starts_with(rtrim(near.known_birth_date, '~'), rtrim(near.birth_date, '~'))
            )
        end
        group by near.row_number
        """
    }

    /// Two rows that are one member: the later one stood further up.
    private var twiceQuery: PostgresQuery {
        """
        -- ImportStage.findTwice
        with ranked as (
            select x.row_number, first_value(x.row_number) over (partition by x.member_id order by x.row_number) as first
            from pg_temp.import_match as x
            where x.member_id is not null and x.code is null
        )
        update pg_temp.import_match as x
        set above = ranked.first, code = 'match.repeated'
        from ranked
        where x.row_number = ranked.row_number and ranked.first < ranked.row_number
        """
    }

    /// Keeps the members that are to change as they are until the transaction ends.
    private var lockQuery: PostgresQuery {
        """
        -- ImportStage.lockTargets
        select m.id
        from app.members as m
        join pg_temp.import_target as t on t.member_id = m.id and t.version = m.version
        where m.tenant_id = \(tx.tenant)
        for update of m
        """
    }

    /// What the members that differ from their rows become. What the file leaves out or empty stays; a date that says less
    /// than what is known, a name in capitals alone, an old number beside the new one and a ward beside its hamlet say
    /// nothing new.
    private var targetQuery: PostgresQuery {
        let known = ImportStage.valueColumns.map { "m.\($0)" }.joined(separator: ", ")
        let wanted = ImportStage.valueColumns.map { "t.\($0)" }.joined(separator: ", ")
        return """
            -- ImportStage.findDifferences
            insert into pg_temp.import_target (
                row_number, member_id, version, words, \(raw: Self.valueColumns.joined(separator: ", "))
            )
            select t.row_number, m.id, m.version, case when t.full_name <> m.full_name then t.words end, \(raw: wanted)
            from (
                select s.row_number, x.member_id, s.words, \(raw: Self.wantedColumns)
                from pg_temp.import_match as x
                join pg_temp.import_stage as s on s.row_number = x.row_number
                join app.members as m on m.tenant_id = \(tx.tenant) and m.id = x.member_id
                where x.code is null
            ) as t
            join app.members as m on m.tenant_id = \(tx.tenant) and m.id = t.member_id
            where (\(raw: wanted)) is distinct from (\(raw: known))
            """
    }

    /// Each of `valueColumns` as it is to be, of a stage `s` and a member `m`.
    private static let wantedColumns = valueColumns.map { column in
        let name = "not (s.is_capitals and s.search_key = m.search_key) and s.full_name <> m.full_name"
        let wanted =
            switch column {
            case "birth_date", "joined_on", "left_on", "died_on":
                "case when starts_with(m.\(column), rtrim(s.\(column), '~')) then m.\(column) "
                    + "else coalesce(s.\(column), m.\(column)) end"
            case "full_name", "family_name", "middle_name", "given_name", "sort_key", "search_key":
                "case when \(name) then s.\(column) else m.\(column) end"
            case "citizen_id":
                "case when length(m.citizen_id) = 12 and length(s.citizen_id) = 9 then m.citizen_id "
                    + "else coalesce(s.citizen_id, m.citizen_id) end"
            case "area_id":
                "case when exists (select from app.area_parents as p where p.area_id = m.area_id "
                    + "and p.parent_id = s.area_id) then m.area_id else coalesce(s.area_id, m.area_id) end"
            default: "coalesce(s.\(column), m.\(column))"
            }
        return "\(wanted) as \(column)"
    }.joined(separator: ",\n        ")
}
