import Postgres
import Programme

/// What there is to write so that kept areas become those of a table.
struct AreaDifference {
    let inserted: [Area]
    let changed: [Area]
    let missing: [Area]
    let successions: [AreaSuccession]
    /// Kept and new together.
    let merged: AreaHistory

    private let known: Set<AreaSuccession>

    init(from stored: AreaHistory, to table: AreaHistory) {
        inserted = table.areas.filter { stored.area($0.id) == nil }
        changed = table.areas.filter { area in stored.area(area.id).map { $0 != area } ?? false }
        missing = stored.areas.filter { table.area($0.id) == nil }
        successions = table.successions
        known = Set(stored.successions)
        let ids = Set(table.areas.map(\.id))
        let kept = stored.successions.filter { !ids.contains($0.from) || !ids.contains($0.to) }
        merged = AreaHistory(areas: table.areas + missing, successions: table.successions + kept)
        removed = known.subtracting(kept).subtracting(successions)
    }

    private let removed: Set<AreaSuccession>

    var isEmpty: Bool { inserted.isEmpty && changed.isEmpty && removed.isEmpty && known.isSuperset(of: successions) }

    func load(edition: Int, defects: [AreaDefect]) -> AreaLoad {
        AreaLoad(
            edition: edition,
            inserted: inserted.map(\.key).sorted(),
            changed: changed.map(\.key).sorted(),
            missing: missing.map(\.key).sorted(),
            defects: defects
        )
    }

    func write(in transaction: PostgresTransaction) async throws {
        let areas = inserted + changed
        _ = try await transaction.batch(
            [upsert(areas), removeSpans("area_names", areas), removeSpans("area_codes", areas)]
                + [removeSpans("area_parents", areas), names(areas), codes(areas), parents(areas)]
                + [removeSuccessions(), insertSuccessions()]
        )
    }

    private func upsert(_ areas: [Area]) -> PostgresQuery {
        """
        -- AreaRepository.upsert
        insert into app.areas (id, key, kind, valid_from, valid_to, note)
        select area.id, area.key, area.kind, area.valid_from, area.valid_to, area.note
        from unnest(
            \(areas.map(\.id))::uuid[], \(areas.map(\.key))::text[], \(areas.map(\.kind))::text[],
            \(areas.map(\.validity.from))::date[], \(areas.map(\.validity.through))::date[], \(areas.map(\.note))::text[]
        ) as area (id, key, kind, valid_from, valid_to, note)
        on conflict (id) do update
        set kind = excluded.kind, valid_from = excluded.valid_from, valid_to = excluded.valid_to, note = excluded.note
        """
    }

    private func removeSpans(_ table: String, _ areas: [Area]) -> PostgresQuery {
        """
        -- AreaRepository.removeSpans
        delete from app.\(identifier: table)
        where area_id = any (\(areas.map(\.id)))
        """
    }

    private func names(_ areas: [Area]) -> PostgresQuery {
        let spans = Spans(areas, \.names)
        return """
            -- AreaRepository.insertNames
            insert into app.area_names (area_id, ordinal, name, valid_from, valid_to)
            select span.area_id, span.ordinal, span.name, span.valid_from, span.valid_to
            from unnest(
                \(spans.areas)::uuid[], \(spans.ordinals)::int[], \(spans.values)::text[], \(spans.begins)::date[],
                \(spans.ends)::date[]
            ) as span (area_id, ordinal, name, valid_from, valid_to)
            """
    }

    private func codes(_ areas: [Area]) -> PostgresQuery {
        let spans = Spans(areas, \.codes)
        return """
            -- AreaRepository.insertCodes
            insert into app.area_codes (area_id, ordinal, code, valid_from, valid_to)
            select span.area_id, span.ordinal, span.code, span.valid_from, span.valid_to
            from unnest(
                \(spans.areas)::uuid[], \(spans.ordinals)::int[], \(spans.values)::text[], \(spans.begins)::date[],
                \(spans.ends)::date[]
            ) as span (area_id, ordinal, code, valid_from, valid_to)
            """
    }

    private func parents(_ areas: [Area]) -> PostgresQuery {
        let spans = Spans(areas, \.parents)
        return """
            -- AreaRepository.insertParents
            insert into app.area_parents (area_id, ordinal, parent_id, valid_from, valid_to)
            select span.area_id, span.ordinal, span.parent_id, span.valid_from, span.valid_to
            from unnest(
                \(spans.areas)::uuid[], \(spans.ordinals)::int[], \(spans.values)::uuid[], \(spans.begins)::date[],
                \(spans.ends)::date[]
            ) as span (area_id, ordinal, parent_id, valid_from, valid_to)
            """
    }

    private func removeSuccessions() -> PostgresQuery {
        let removed = Array(removed)
        return """
            -- AreaRepository.removeSuccessions
            delete from app.area_successions as steps
            using unnest(
                \(removed.map(\.from))::uuid[], \(removed.map(\.to))::uuid[], \(removed.map(\.date))::date[]
            ) as gone (from_id, to_id, happened_on)
            where steps.from_id = gone.from_id
                and steps.to_id = gone.to_id
                and steps.happened_on = gone.happened_on
            """
    }

    private func insertSuccessions() -> PostgresQuery {
        let added = successions.filter { !known.contains($0) }
        return """
            -- AreaRepository.insertSuccessions
            insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis)
            select step.from_id, step.to_id, step.kind, step.happened_on, step.legal_basis
            from unnest(
                \(added.map(\.from))::uuid[], \(added.map(\.to))::uuid[], \(added.map(\.kind))::text[],
                \(added.map(\.date))::date[], \(added.map(\.legalBasis))::text[]
            ) as step (from_id, to_id, kind, happened_on, legal_basis)
            """
    }

    /// The dated values of areas as columns.
    private struct Spans<Value: Hashable & Sendable> {
        var areas: [AreaID] = []
        var ordinals: [Int] = []
        var values: [Value] = []
        var begins: [CalendarDay?] = []
        var ends: [CalendarDay?] = []

        init(_ source: [Area], _ dated: (Area) -> [Dated<Value>]) {
            for area in source {
                for (ordinal, span) in dated(area).enumerated() {
                    areas.append(area.id)
                    ordinals.append(ordinal)
                    values.append(span.value)
                    begins.append(span.validity.from)
                    ends.append(span.validity.through)
                }
            }
        }
    }
}
