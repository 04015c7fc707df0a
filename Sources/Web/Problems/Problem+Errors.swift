internal import Hummingbird
package import Intake
package import Postgres
package import Store

extension Problem {
    /// What is said of an error that a handler threw. Never its text.
    package init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as PostgresError: self.init(error)
        case let error as IntakeError: self.init(error)
        case let error as HTTPError: self.init(error)
        case let error as StoreError: self.init(refused: error)
        case is PasswordHasher.Busy: self.init(.unavailable, retryAfterSeconds: 3)
        case is CancellationError: self.init(.unavailable, retryAfterSeconds: 1)
        default: self.init(.internalError)
        }
    }

    /// What is said of what a repository refused.
    package init(refused error: StoreError) {
        switch error {
        case .notFound: self.init(.notFound)
        case .versionDiffers: self.init(.preconditionFailed)
        case .refused(let refusal):
            self.init(refusal.problemKind, refusal.phrase)
            details = [Detail(field: refusal.field, code: refusal.rawValue, message: refusal.phrase)]
        }
    }

    /// What is said of a file that cannot be taken in.
    package init(_ error: IntakeError) {
        let words = Phrase(error.message(in: .vietnamese), error.message(in: .english))
        self.init(.invalid, words)
        details = [Detail(field: nil, code: error.code, message: words)]
    }

    /// What is said of trouble with the database.
    package init(_ error: PostgresError) {
        if error.kind == .commitOutcomeUnknown || error.outcomeIsUnknown {
            self.init(.outcomeUnknown)
            return
        }
        switch error.kind {
        case .connectionFailed, .connectionLost, .closed: self.init(.unavailable, retryAfterSeconds: 5)
        case .poolExhausted: self.init(.unavailable, retryAfterSeconds: 2)
        case .deadlineExceeded: self.init(.timedOut)
        case .server: self.init(sqlState: error.sqlState?.code ?? "")
        case .configuration, .commitOutcomeUnknown, .encoding, .decoding, .resultTooLarge, .misuse:
            self.init(.internalError)
        }
    }

    /// Constraints are the repositories' to explain; what remains is the state of the server, and mistakes of ours.
    private init(sqlState: String) {
        switch sqlState {
        // serialization failure, deadlock, lock not to be had: nothing was done, and a moment later it may be
        case "40001", "40P01", "55P03": self.init(.unavailable, retryAfterSeconds: 1)
        // stopped by a time limit
        case "57014", "25P03", "25P04": self.init(.timedOut)
        // a privilege or a policy said no
        case "42501": self.init(.forbidden)
        // a standby, which cannot write
        case "25006": self.init(.unavailable, retryAfterSeconds: 10)
        default:
            // 53: out of memory, disk or connections; 57P: shutting down or starting; 08: the connection
            let isPassing = ["53", "57", "08", "58"].contains(sqlState.prefix(2))
            self.init(isPassing ? .unavailable : .internalError, retryAfterSeconds: isPassing ? 10 : nil)
        }
    }

    private init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self.init(.notFound)
        case .contentTooLarge: self.init(.tooLarge)
        case .unsupportedMediaType: self.init(.unsupportedMediaType)
        default: self.init(error.status.kind == .serverError ? .internalError : .badRequest)
        }
    }
}
