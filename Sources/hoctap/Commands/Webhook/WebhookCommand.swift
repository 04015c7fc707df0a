internal import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap webhook`: the programs that a tenant has told what happens.
struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Look at the programs that a tenant has told what happens, and try one.",
        discussion: """
            Administrators set them up on the pages or over the API; the server sends.
            Examples:
              hoctap webhook list phu-nu
              hoctap webhook test phu-nu 0192f0c1-...
            """,
        subcommands: [WebhookListCommand.self, WebhookTestCommand.self]
    )
}

/// `hoctap webhook list`.
struct WebhookListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a tenant's webhooks, with what waits and what was given up.",
        discussion: "Example: hoctap webhook list phu-nu --json"
    )

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        let id: String
        let url: String
        let events: [String]
        let isDisabled: Bool
        let pending: Int
        let failed: Int

        init(_ webhook: StoredWebhook) {
            id = webhook.id.description
            url = webhook.url
            events = webhook.events.map(\.rawValue).sorted()
            isDisabled = webhook.disabledAt != nil
            pending = webhook.pending
            failed = webhook.failed
        }
    }

    func run() async throws {
        let documents = try await OperatorDatabase.use(options.run, command: "webhook list") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { try await $0.webhooks.list().map(Document.init) }
        }
        var table = OutputTable("Identity", "Address", "Events", "State")
        table.columns += [("Waiting", .right), ("Given up", .right)]
        table.rows = documents.map {
            [
                $0.id, $0.url, $0.events.joined(separator: " "), $0.isDisabled ? "stopped" : "works", "\($0.pending)",
                "\($0.failed)",
            ]
        }
        try options.output.print(documents, text: documents.isEmpty ? "None.\n" : table.text)
    }
}

/// `hoctap webhook test`.
struct WebhookTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Have webhook.test sent to one webhook, and tell what became of the first try.",
        discussion: """
            The server sends it; where none runs within the time, it waits. Exits with 1 unless it was taken.
            Example: hoctap webhook test phu-nu 0192f0c1-... --wait 30
            """
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "The webhook's identity; see hoctap webhook list.")
    var webhook: String
    @Option(help: "Seconds to wait for the outcome, 0 to 120.")
    var wait = 30
    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        let id: String
        let state: String
        let attempts: Int
        let status: Int?
        let failure: String?

        init(_ delivery: StoredWebhookDelivery) {
            id = delivery.id.description
            state = delivery.state.rawValue
            attempts = delivery.attempts
            status = delivery.status
            failure = delivery.failure?.rawValue
        }

        var isTried: Bool { state != WebhookState.pending.rawValue || failure != nil }

        var text: String {
            let answer = [failure, status.map { "HTTP \($0)" }].compactMap(\.self).joined(separator: ", ")
            return "\(state)\(answer.isEmpty ? "" : " (\(answer))"), \(attempts) tries\n"
        }
    }

    func validate() throws {
        guard (0...120).contains(wait) else { throw ValidationError("--wait is 0 to 120.") }
    }

    func run() async throws {
        let id = try WebhookID(typed: webhook, "webhook")
        let document = try await OperatorDatabase.use(options.run, command: "webhook test") { database in
            let found = try await tenant.find(in: database)
            let delivery = try await database.write(found) { try await $0.webhooks.test(id) }
            let end = ContinuousClock.now + .seconds(wait)
            while true {
                let document = Document(
                    try await database.read(found) { try await $0.webhooks.delivery(delivery, of: id) }
                )
                if document.isTried || ContinuousClock.now >= end { return document }
                try await Task.sleep(for: .milliseconds(500))
            }
        }
        try options.output.print(document, text: document.text)
        if document.state != WebhookState.delivered.rawValue { throw ExitCode(ExitReason.negative.rawValue) }
    }
}
