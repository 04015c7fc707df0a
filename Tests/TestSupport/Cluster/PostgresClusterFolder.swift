import Foundation
import Glibc

/// The temporary folder of one cluster: `data` (with the log), `socket`, `tls`. Its name holds the process that made it, so that
/// a later run can tell what was left behind.
struct PostgresClusterFolder: Sendable {
    let path: String

    var data: String { "\(path)/data" }
    var socket: String { "\(path)/socket" }
    var tls: String { "\(path)/tls" }
    var log: String { "\(data)/server.log" }

    private static let prefix = "hoctap-pg-"
    /// A Unix socket's path may have 107 bytes; this leaves room for our names.
    private static let longestBaseBytes = 48

    private static var base: String {
        let wanted = FileManager.default.temporaryDirectory.path
        return wanted.utf8.count <= longestBaseBytes ? wanted : "/tmp"
    }

    /// A new folder, whose `data` and `socket` belong to `owner`.
    static func make(owner: PostgresInstallation.ServerUser?) throws -> PostgresClusterFolder {
        let name = "\(prefix)\(getpid())-\(String(UInt32.random(in: 0...UInt32.max), radix: 36))"
        let folder = PostgresClusterFolder(path: "\(base)/\(name)")
        for (path, isServers) in [
            (folder.path, false), (folder.tls, false), (folder.data, true), (folder.socket, true),
        ] {
            guard mkdir(path, 0o755) == 0 else {
                throw TestSupportError("cannot make \(path): \(String(cString: strerror(errno)))")
            }
            guard isServers, let owner else { continue }
            guard chown(path, owner.userID, owner.groupID) == 0 else {
                throw TestSupportError("cannot give \(path) to \(owner.name): \(String(cString: strerror(errno)))")
            }
        }
        return folder
    }

    /// Process of the postmaster, from its lock file; nil when none runs.
    var postmasterID: pid_t? {
        guard let text = try? String(contentsOfFile: "\(data)/postmaster.pid", encoding: .utf8),
            let first = text.split(separator: "\n").first, let processID = pid_t(first)
        else { return nil }
        return processID
    }

    /// Takes the folder's lock, which the kernel gives back when this process ends; close the descriptor to give it back
    /// earlier. Throws when another process has it.
    func lock() throws -> Int32 {
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TestSupportError("no lock in \(path): \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw TestSupportError("\(path) is in use")
        }
        return descriptor
    }

    /// Stops and removes what runs that died left behind: folders of ours whose maker is gone. Their own watchers do
    /// this too; it matters after those were killed as well. A process number alone proves nothing where containers
    /// share a temporary folder: the lock must be free too.
    static func removeStale() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let folder = PostgresClusterFolder(path: "\(base)/\(name)")
            guard let word = name.dropFirst(prefix.count).split(separator: "-").first, let maker = pid_t(word),
                kill(maker, 0) != 0, errno == ESRCH, folder.isOurs,
                access("\(folder.path)/lock", F_OK) == 0, let lock = try? folder.lock()
            else { continue }
            defer { close(lock) }
            if let postmaster = folder.postmasterID, folder.isPostmaster(postmaster) { kill(postmaster, SIGQUIT) }
            try? FileManager.default.removeItem(atPath: folder.path)
        }
    }

    private var isOurs: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFDIR
    }

    /// A process number may be taken again: only a postmaster on this folder counts.
    private func isPostmaster(_ processID: pid_t) -> Bool {
        guard let command = FileManager.default.contents(atPath: "/proc/\(processID)/cmdline") else { return false }
        return String(decoding: command, as: UTF8.self).contains(data)
    }
}
