internal import ArgumentParser
import Foundation
import Intake
import Postgres
import Schema
import Store
import Tally

/// Why a command ended without what was asked: one line and an exit code.
struct CommandFailure: Error {
    var exitCode: Int32
    /// One line; empty when all has been said.
    var message: String

    init(_ status: ExitReason, _ message: String) {
        exitCode = status.rawValue
        self.message = message
    }

    /// The failure that any error amounts to.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as ConfigurationError: self.init(.configuration, error.description)
        case let error as PostgresError: self.init(Self.status(of: error), "database: \(error)")
        case let error as StoreError: self.init(error)
        case let error as TallyError: self.init(error)
        case let error as IntakeError: self.init(.badData, error.message(in: .english))
        case let error as SchemaError: self.init(Self.status(of: error), "schema: \(error)")
        case let interruption as Interruption:
            self.init(.software, "stopped by \(interruption.name)")
            exitCode = interruption.exitCode
        case is CancellationError: self.init(.temporary, "cancelled")
        default: self.init(.software, "\(error)")
        }
        message = message.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: "; ")
            .escapingControls(alsoQuotes: false)
    }

    private static func status(of error: SchemaError) -> ExitReason {
        switch error {
        case .file, .historyDiffers: .badData
        case .tooNew, .tooOld, .serverTooOld: .mismatch
        case .busy: .temporary
        case .failed(_, _, let error): status(of: error)
        }
    }

    private static func status(of error: PostgresError) -> ExitReason {
        if let state = error.sqlState {
            switch state.code.prefix(2) {
            case "28": return .noPermission
            case "57", "53": return .unavailable
            case "40", "55": return .temporary
            case "3D": return .configuration
            default: return state == .insufficientPrivilege ? .noPermission : .software
            }
        }
        switch error.kind {
        case .configuration: return .configuration
        case .connectionFailed, .connectionLost, .commitOutcomeUnknown: return .unavailable
        case .deadlineExceeded, .poolExhausted: return .temporary
        case .server, .closed, .encoding, .decoding, .resultTooLarge, .misuse: return .software
        }
    }
}
