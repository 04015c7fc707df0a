internal import ArgumentParser
import Glibc
import Logging
import NIOCore
import Schema
import Store
import Web

/// `hoctap serve`: the pages and the API, until SIGINT or SIGTERM.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the pages and the API.",
        discussion: """
            Signs in as hoctap_server and hoctap_auth. Refuses a PostgreSQL that is not safe and a schema that does not fit. \
            SIGTERM and SIGINT end it: what runs is finished first.
            """
    )

    @OptionGroup(title: "Settings and logs") var run: RunOptions

    func run() async throws {
        let settings = try run.start(standardLogLevel: .info)
        let configuration = try ServeConfiguration(settings: settings)
        try await Interruption.guarding {
            try await configuration.server.withConnection { connection in
                _ = try await SchemaVersion.check(connection, allowingOldServer: configuration.allowsOldPostgres)
                let logger = Logger(label: "hoctap.serve")
                guard let key = configuration.personKey else { return logger.warning("\(CheckFinding.noPersonKey)") }
                if try await !key.note(on: connection) { logger.warning("\(CheckFinding.otherPersonKey)") }
            }
        }
        do {
            try await ServerAssembly(configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE || error.errnoCode == EACCES {
            let web = "\(configuration.web.host):\(configuration.web.port)"
            let address = configuration.figures.map { "\(web) or \($0.host):\($0.port)" } ?? web
            let reason = String(cString: strerror(error.errnoCode))
            throw CommandFailure(.unavailable, "cannot listen on \(address): \(reason)")
        } catch let error as Assets.Missing {
            throw CommandFailure(.configuration, "\(error)")
        }
    }
}
