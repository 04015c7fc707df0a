/// What the process says by its exit code. From 64 on they are those of sysexits.h.
enum ExitReason: Int32, CaseIterable {
    /// Done.
    case success = 0
    /// Done, and the answer is no: violations were found, migrations are pending.
    case negative = 1
    /// The command line is wrong.
    case usage = 64
    /// What was handed in is wrong: a file that cannot be read as what it should be, an edited migration.
    case badData = 65
    /// The database cannot be reached, or went away.
    case unavailable = 69
    /// A fault of hoctap's own, or an answer of the database that it did not expect.
    case software = 70
    /// Nothing is wrong but the time: a lock is held, a deadline passed. Try again.
    case temporary = 75
    /// The database's schema or version and this program do not fit.
    case mismatch = 76
    /// The database refuses the role or its password, or the role may not do this.
    case noPermission = 77
    /// A setting is missing or wrong.
    case configuration = 78
}
