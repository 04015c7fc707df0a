internal import ArgumentParser
import Programme
import Store

/// Options that every command of the operator's has.
struct OperatorOptions: ParsableArguments {
    @OptionGroup(title: "Answer") var output: OutputOptions
    @OptionGroup(title: "Settings and logs") var run: RunOptions
}

/// Which tenant a command is about.
struct TenantArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The tenant's key, such as phu-nu; see hoctap tenant list.", valueName: "tenant"))
    var key: String

    /// The tenant.
    /// - Throws: `CommandFailure` when there is none of this key.
    func find(in database: OperatorDatabase) async throws -> Tenant {
        do {
            return try await database.admin.tenant(key: key)
        } catch StoreError.notFound {
            let near = NearWord.to(key, among: try await database.admin.tenants().map(\.tenant.key))
            let hint = near.map { "did you mean \($0)?" } ?? "see hoctap tenant list"
            throw CommandFailure(.badData, "there is no tenant \"\(key)\"; \(hint)")
        }
    }
}

/// For commands that destroy something.
struct ConfirmationOption: ParsableArguments {
    @Flag(help: "Do it. Without this flag the command tells what it would do, and does nothing.")
    var yes = false
}

extension Identity {
    /// The identity that was typed.
    /// - Parameter kind: of record, for the message.
    /// - Throws: `CommandFailure` when it is none.
    init(typed text: String, _ kind: String) throws(CommandFailure) {
        guard let identity = Self(text) else {
            throw CommandFailure(.usage, "\"\(text.prefix(80))\" is no identity of a \(kind)")
        }
        self = identity
    }
}
