import Foundation
import Glibc

extension PostgresCluster {
    /// Turns a throw-away cluster into a hot standby whose primary is gone: it answers queries and refuses to write.
    ///
    /// Start it with `wal_level` at `replica`, or the server does not let anybody in as a standby.
    package func becomeStandby() async throws {
        try await stopServer()
        let (path, installation) = ("\(folder.data)/standby.signal", installation)
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw TestSupportError("cannot write \(path)")
        }
        if let user = installation.serverUser, chown(path, user.userID, user.groupID) != 0 {
            throw TestSupportError("cannot give \(path) to \(user.name)")
        }
        try await startServer()
    }
}
