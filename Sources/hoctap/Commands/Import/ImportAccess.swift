internal import ArgumentParser
import Foundation
import Intake
import Programme
import Store

/// The tenant of an import, and the officer in whose name the operator acts.
struct ImportAccess: ParsableArguments {
    @OptionGroup var tenant: TenantArgument
    @Option(help: "The officer for whom it is done: the name that signs in. The import is theirs.")
    var officer: String

    /// What a command needs for its steps.
    struct Desk: Sendable {
        let importer: Importer
        let context: TenantContext
        let tenants: TenantDatabase
    }

    func desk(_ database: OperatorDatabase) async throws -> Desk {
        let found = try await tenant.find(in: database)
        let officers = try await database.admin.officers(of: found.id)
        guard let login = officers.first(where: { $0.login == officer.lowercased() }) else {
            throw CommandFailure(.badData, "\"\(officer)\" is no officer of \(found.key); see hoctap officer list")
        }
        guard login.officer.role >= .editor else {
            throw CommandFailure(.badData, "\"\(officer)\" may read only; name an editor or administrator")
        }
        guard login.officer.scope == .wholeTenant else {
            throw CommandFailure(
                .badData,
                "\"\(officer)\" works for a part of the tenant; the pages take in such lists"
            )
        }
        let context = TenantContext(
            tenant: found.id,
            actor: .program(login.officer.id),
            role: login.officer.role,
            requestID: database.admin.requestID
        )
        let importer = Importer(
            database: database.tenants,
            areas: try await database.areas.load().history,
            today: .inVietnam(),
            folder: FileManager.default.temporaryDirectory.path
        )
        return Desk(importer: importer, context: context, tenants: database.tenants)
    }

    /// Runs a step while a terminal is told how far it is.
    static func run(
        _ id: ImportID,
        version: Int,
        applying: Bool,
        at desk: Desk,
        showsProgress: Bool
    ) async throws -> ImportDetail {
        try await withThrowingTaskGroup(of: Void.self) { group in
            if showsProgress {
                group.addTask {
                    while true {
                        try await Task.sleep(for: .milliseconds(500))
                        let progress = try await desk.tenants.read(desk.context) {
                            try await $0.imports.progress(of: id)
                        }
                        guard let progress else { continue }
                        ProgressBar.show("\(progress.phase)", done: progress.rowsDone, of: progress.rowsExpected)
                    }
                }
            }
            defer {
                group.cancelAll()
                if showsProgress { ProgressBar.clear() }
            }
            return try await desk.importer.run(id, version: version, applying: applying, desk.context)
        }
    }
}

/// Which import a command is about.
struct ImportArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The import's identity, as hoctap import check printed it.", valueName: "import"))
    var text: String

    var id: ImportID {
        get throws { try ImportID(typed: text, "import") }
    }
}
