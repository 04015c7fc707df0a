import ArgumentParser
import Glibc

/// The one program of hoctap: the server, the migrator and the operator's commands.
///
/// Everything from outside enters here: the environment, the configuration file and the secrets become values, one
/// struct a concern, and the rooms below take those. Answers go to standard output, everything else to standard error;
/// `ExitReason` lists the exit codes.
@main
struct Hoctap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hoctap",
        abstract: "A city's lifelong-learning programme: members, learning, titles and totals.",
        discussion: """
            Settings come from the environment (HOCTAP_...) or from a file (--config); deploy/README.md lists them. Exit \
            codes: 0 done; 1 done, and the answer is no; 64 wrong command line; 65 wrong input; 69 database out of \
            reach; 70 fault of hoctap's own; 75 try again; 76 database and program do not fit; 77 refused by the \
            database; 78 a setting is missing or wrong.
            """,
        version: version,
        subcommands: [
            AreaCommand.self, AuditCommand.self, BackupCommand.self, CheckCommand.self, CityCommand.self,
            CriteriaCommand.self,
            DemoCommand.self, ImportCommand.self, MemberCommand.self, MigrateCommand.self, OfficerCommand.self,
            ProgrammeCommand.self, ReportCommand.self, ServeCommand.self, StatusCommand.self, TenantCommand.self,
            TotalsCommand.self, WardCommand.self, WebhookCommand.self, WorkCommand.self,
        ]
    )

    /// Of this program; recorded with each migration that it applies.
    static let version = "0.1.0"

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Glibc.exit(report(error))
        }
    }

    /// Says what went wrong, in one line, and returns the exit code. Help and the like are no errors and go to standard
    /// output.
    static func report(_ error: any Error) -> Int32 {
        let code = exitCode(for: error).rawValue
        if code == ExitReason.success.rawValue {
            StandardOutput.write(fullMessage(for: error) + "\n")
            return code
        }
        if code == ExitReason.usage.rawValue {
            let near = NearWord.command(in: Array(CommandLine.arguments.dropFirst()), below: Hoctap.self)
            let hint = near.map { "did you mean \"\($0)\"?" } ?? "hoctap --help"
            StandardError.write(line: "hoctap: \(message(for: error)) (\(hint))")
            return code
        }
        if error is ExitCode { return code }
        let failure = CommandFailure(error)
        if !failure.message.isEmpty { StandardError.write(line: "hoctap: \(failure.message)") }
        return failure.exitCode
    }
}
