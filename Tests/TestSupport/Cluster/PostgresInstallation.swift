import Foundation
import Glibc

/// The PostgreSQL programs of this machine, and the user that may run them: PostgreSQL refuses to run as root.
struct PostgresInstallation: Sendable {
    /// Folder of `initdb`, `postgres`, `pg_ctl`, `psql`.
    let binaries: String
    let version: PostgresServerVersion
    /// Who runs the server when the tests run as root; nil: whoever runs the tests.
    let serverUser: ServerUser?

    struct ServerUser: Sendable {
        var name: String
        var userID: uid_t
        var groupID: gid_t
    }

    /// The account that Debian's package makes.
    private static let serverUserName = "postgres"
    private static let advice =
        "PostgreSQL's server programs are missing: apt-get install postgresql postgresql-contrib libpq-dev"

    /// Looks where `pg_config --bindir` points, then in Debian's folders (the newest version first), then in PATH.
    static func find() throws -> PostgresInstallation {
        guard let binaries = candidates().first(where: { holdsServer($0) }) else { throw TestSupportError(advice) }
        let answer = try ChildProcess.run(
            .init(executable: "\(binaries)/postgres", arguments: ["--version"]),
            timeoutSeconds: 10
        )
        guard let version = PostgresServerVersion(banner: answer.output) else {
            throw TestSupportError("\(binaries)/postgres tells no version: \(answer.output)")
        }
        return PostgresInstallation(binaries: binaries, version: version, serverUser: try serverUser())
    }

    /// `program` of this installation with the right to run a server: as another user when we are root.
    func serverCommand(_ program: String, _ arguments: [String], folder: String) -> ChildProcess.Command {
        let path = "\(binaries)/\(program)"
        guard let user = serverUser else {
            return .init(executable: path, arguments: arguments, folder: folder)
        }
        let change = ["--reuid=\(user.name)", "--regid=\(user.groupID)", "--init-groups", "--", path]
        return .init(executable: "setpriv", arguments: change + arguments, folder: folder)
    }

    /// `program` of this installation as ourselves: a client.
    func clientCommand(_ program: String, _ arguments: [String], folder: String) -> ChildProcess.Command {
        .init(executable: "\(binaries)/\(program)", arguments: arguments, folder: folder)
    }

    private static func candidates() -> [String] {
        var folders: [String] = []
        if let answer = try? ChildProcess.run(
            .init(executable: "pg_config", arguments: ["--bindir"]),
            timeoutSeconds: 10
        ) {
            folders.append(answer.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let debian = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []).compactMap { Int($0) }
        folders += versions.sorted(by: >).map { "\(debian)/\($0)/bin" }
        folders += (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders
    }

    private static func holdsServer(_ folder: String) -> Bool {
        ["initdb", "postgres", "pg_ctl", "psql"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }

    private static func serverUser() throws -> ServerUser? {
        guard geteuid() == 0 else { return nil }
        guard let entry = getpwnam(serverUserName) else {
            throw TestSupportError("PostgreSQL does not run as root and there is no user \(serverUserName): \(advice)")
        }
        return ServerUser(name: serverUserName, userID: entry.pointee.pw_uid, groupID: entry.pointee.pw_gid)
    }
}

/// A server's version, such as 15.20.
package struct PostgresServerVersion: Comparable, Sendable, CustomStringConvertible {
    /// 15 of 15.20.
    package let major: Int
    /// 20 of 15.20.
    package let minor: Int

    /// Versions below have holes in row security that `ON CONFLICT` opens.
    package static let leastSafe = PostgresServerVersion(major: 15, minor: 20)

    /// The version `major`.`minor`.
    package init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Reads `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`; a version under development has minor 0.
    package init?(banner: String) {
        guard let word = banner.split(separator: " ").first(where: { $0.first?.isNumber == true }) else { return nil }
        let parts = word.split(whereSeparator: { !$0.isNumber })
        guard let first = parts.first, let major = Int(first) else { return nil }
        self.init(major: major, minor: parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    }

    /// By major, then by minor.
    package static func < (left: PostgresServerVersion, right: PostgresServerVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// Such as `15.20`.
    package var description: String { "\(major).\(minor)" }
}
