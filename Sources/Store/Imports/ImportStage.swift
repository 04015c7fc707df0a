import Postgres
package import Programme

/// The rows of one upload inside the transaction that checks them, and perhaps takes them over: in temporary tables that go
/// with it. Row by row they come in; everything after that is done to all rows at once, under the officer's row security.
///
///     create -> fill -> find (repeated rows, members, differences, lives) -> settle (outcomes) -> apply
///
/// No statement here runs longer than `timeout`.
package struct ImportStage {
    /// For one statement over all rows: a minute in the worst case that was seen, with 100,000 rows on a busy machine.
    package static let timeout = Duration.seconds(600)
    /// For another import of the tenant to end.
    private static let lockTimeoutMilliseconds = 10_000

    let tx: TenantTransaction
    let id: ImportID
    /// Makes the tokens of the rows; nil in a run that only checks them.
    let personKey: PersonKey?

    /// Begins: no other run of this import and no other commit of the tenant is at work until the transaction ends.
    ///
    /// - Throws: `StoreError.refused(.importBusy)`.
    init(_ tx: TenantTransaction, _ id: ImportID, isApplying: Bool) async throws {
        self.tx = tx
        self.id = id
        personKey = isApplying ? tx.personKey : nil
        try await tx.imports.lock(id)
        var settings: [PostgresQuery] = [
            """
            -- ImportStage.settings
            select set_config('statement_timeout', \(String(Self.timeout.components.seconds * 1000)), true),
                set_config('lock_timeout', \(String(Self.lockTimeoutMilliseconds)), true), set_config('work_mem', '32MB', true)
            """
        ]
        if isApplying {
            settings.append(
                """
                -- ImportStage.lockTenant
                select from pg_advisory_xact_lock(hashtextextended('app.imports ' || \(tx.tenant.description), 0))
                """
            )
        }
        do {
            _ = try await tx.run(settings, timeout: Self.timeout)
        } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
            throw StoreError.refused(.importBusy)
        }
        _ = try await tx.run([Self.stageTable, Self.matchTable, Self.targetTable, Self.lifeTable, Self.fateTable])
    }

    /// Takes rows in until there are no more, in their order.
    ///
    /// - Returns: what `body` does.
    package func fill<Result>(_ body: (ImportStageWriter) async throws -> Result) async throws -> Result {
        var result: Result?
        try await tx.transaction.copyIn(
            table: "import_stage",
            schema: "pg_temp",
            columns: Self.stageColumns,
            timeout: Self.timeout
        ) { result = try await body(ImportStageWriter(copy: $0, tokens: personKey?.maker)) }
        // only what rows are joined and told apart by: 41 columns take half a second
        _ = try await tx.run(
            "-- ImportStage.analyze\nanalyze pg_temp.import_stage (row_number, is_refused, search_key, citizen_id, card_number)",
            timeout: Self.timeout
        )
        guard let result else { throw StoreError.notFound }
        return result
    }

    /// What is compared and written of a member, by its name in the table, with its type. The same in the tables below.
    static let values = """
        branch_id uuid, area_id uuid, full_name text, family_name text, middle_name text, given_name text,
        sort_key text collate "C", search_key text collate "C", sex text collate "C", birth_date text collate "C",
        citizen_id text collate "C", phone text collate "C", ethnicity text, religion text, native_place text, hamlet text,
        address text, occupation text, workplace text, schooling text, qualification text, political_theory text,
        party_member boolean, circumstance text, joined_on text collate "C", joined_at text, card_number text,
        position text, group_name text, standing text, left_on text collate "C", leaving_reason text,
        died_on text collate "C", remark text
        """

    /// The same, each by itself.
    static let typedValueColumns = values.split(separator: ",").compactMap { part in
        let words = part.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        return words.count == 2 ? (name: words[0], type: words[1]) : nil
    }

    /// The names of `values`.
    static let valueColumns = typedValueColumns.map(\.name)

    private static let stageColumns =
        ["row_number", "new_id", "is_refused", "is_capitals", "problems", "words", "state", "person_token"]
        + valueColumns

    private static var stageTable: PostgresQuery {
        """
        -- ImportStage.stageTable
        create temporary table import_stage (
            row_number int not null, new_id uuid not null, is_refused boolean not null, is_capitals boolean not null,
            problems jsonb, words text[], state text, person_token bytea, \(raw: values)
        ) on commit drop
        """
    }

    /// Rows that are somebody, or stood further up, or cannot be told.
    private static var matchTable: PostgresQuery {
        """
        -- ImportStage.matchTable
        create temporary table import_match (
            row_number int not null, member_id uuid, above int, code text
        ) on commit drop
        """
    }

    /// What members that differ from their rows are to become.
    private static var targetTable: PostgresQuery {
        """
        -- ImportStage.targetTable
        create temporary table import_target (
            row_number int not null, member_id uuid not null, version int not null, state text, life_from int,
            code text, arguments text[], words text[], \(raw: values)
        ) on commit drop
        """
    }

    /// The events that their lives are to have, from `life_from` on.
    private static var lifeTable: PostgresQuery {
        """
        -- ImportStage.lifeTable
        create temporary table import_life (
            member_id uuid not null, ordinal int not null, kind text not null, happened_on text collate "C", branch_id uuid,
            reason text
        ) on commit drop
        """
    }

    /// What becomes of each row.
    private static var fateTable: PostgresQuery {
        """
        -- ImportStage.fateTable
        create temporary table import_fate (
            row_number int not null, outcome text collate "C" not null, member_id uuid, member_version int, code text,
            arguments text[]
        ) on commit drop
        """
    }
}

extension ImportRepository {
    /// Begins a run over an import's rows.
    ///
    /// - Throws: `.refused(.importBusy)` while the import, or with `isApplying` any import of the tenant, is at work.
    package func stage(_ id: ImportID, isApplying: Bool) async throws -> ImportStage {
        try await ImportStage(tx, id, isApplying: isApplying)
    }

    /// Keeps others from working on an import until the transaction ends.
    ///
    /// - Throws: `.refused(.importBusy)` when somebody is.
    package func lock(_ id: ImportID) async throws {
        guard try await isFree(id) else { throw StoreError.refused(.importBusy) }
    }

    /// Whether nobody was working on an import; if so, it is locked until the transaction ends.
    package func isFree(_ id: ImportID) async throws -> Bool {
        try await tx.run(
            """
            -- ImportRepository.lock
            select pg_try_advisory_xact_lock(hashtextextended('app.import ' || \(id.description), 0))
            """
        ).value(Bool.self)
    }
}
