package import Programme
package import Store

extension Importer {
    /// Keeps a file and finds the list in it, with the mapping remembered for its headings or else a guessed one.
    ///
    /// - Throws: `IntakeError` for a file that cannot be taken in: nothing is kept of it; `StoreError`.
    package func receive(path: String, fileName: String, _ context: TenantContext) async throws -> ImportDetail {
        throw StoreError.notFound
    }

    /// An import. - Throws: `StoreError.notFound`.
    package func find(_ id: ImportID, _ context: TenantContext) async throws -> ImportDetail {
        throw StoreError.notFound
    }

    /// Keeps an officer's settings, and remembers the mapping for lists with the same headings.
    ///
    /// - Throws: `IntakeError.mapping` for a mapping that does not work; `StoreError`.
    package func set(
        _ settings: ImportSettings,
        of id: ImportID,
        version: Int,
        _ context: TenantContext
    ) async throws -> ImportDetail {
        throw StoreError.notFound
    }

    /// Looks at another sheet of the workbook, or at the same one with the header in other rows, and begins the settings anew.
    ///
    /// - Parameter headerRows: as the workbook counts; nil finds them.
    package func choose(
        sheet: Int,
        headerRows: ClosedRange<Int>? = nil,
        of id: ImportID,
        version: Int,
        _ context: TenantContext
    ) async throws -> ImportDetail {
        throw StoreError.notFound
    }

    /// Checks every row and says what becomes of it; with `applying`, takes the rows over as well. `database` rows of outcomes
    /// are read by `tx.imports.rows`, progress by `tx.imports.progress`.
    ///
    /// - Throws: `IntakeError`; `StoreError`, `.refused(.importBusy)` while another import of the tenant is being taken over.
    package func run(
        _ id: ImportID,
        version: Int,
        applying: Bool,
        _ context: TenantContext
    ) async throws -> ImportDetail {
        throw StoreError.notFound
    }

    /// Takes a committed import back: members that it made and nobody changed since are removed, those that it changed get
    /// their old values back. What was changed since stays and is told.
    package func undo(_ id: ImportID, version: Int, _ context: TenantContext) async throws -> ImportUndo {
        throw StoreError.notFound
    }

    /// Gives an upload up before it is committed; its file goes.
    package func discard(_ id: ImportID, version: Int, _ context: TenantContext) async throws {
        throw StoreError.notFound
    }

    /// Puts imports right that a process was at when it was killed: those in a running state that nobody runs go back to where
    /// they were.
    ///
    /// - Returns: which they were.
    package func recover(_ context: TenantContext) async throws -> [ImportID] {
        throw StoreError.notFound
    }

    /// Writes the uploaded file to `target` again, with a further column that says what to mend: a workbook for a workbook,
    /// CSV for text.
    package func writeProblems(
        of id: ImportID,
        to target: String,
        in language: ProblemLanguage = .vietnamese,
        _ context: TenantContext
    ) async throws {
        throw StoreError.notFound
    }
}

/// In which form members are handed out.
package enum MemberFileForm: String, Codable, CaseIterable, Sendable {
    case xlsx
    case csv
}

extension Importer {
    /// Writes the members that a filter leaves to `target`, in the order of lists, with headings that an import knows.
    ///
    /// - Returns: how many.
    package func export(
        _ filter: MemberFilter,
        as form: MemberFileForm,
        to target: String,
        _ context: TenantContext
    ) async throws -> Int {
        throw StoreError.notFound
    }
}
