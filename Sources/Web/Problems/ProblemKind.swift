package import HTTPTypes

/// Every way in which an answer says no. The raw value is part of the API: it ends the address in `type` and never
/// changes its meaning.
package enum ProblemKind: String, Sendable, CaseIterable {
    /// The request is not what this address takes.
    case badRequest = "bad-request"
    /// Nobody is signed in, or the token is unknown, ended or mistyped.
    case notSignedIn = "not-signed-in"
    /// Signed in, but without the code from the app that this account must give.
    case secondFactorMissing = "second-factor-missing"
    /// Signed in, but the account must first be given an app for codes.
    case secondFactorUnset = "second-factor-unset"
    /// Signed in, but for no organisation yet.
    case tenantNotChosen = "tenant-not-chosen"
    /// Signed in for another workplace: for the city instead of an organisation, or the other way round.
    case wrongWorkplace = "wrong-workplace"
    /// The officer's role does not allow it.
    case forbidden = "forbidden"
    /// The program's token has no scope that allows it; `problems` names one that does.
    case scopeMissing = "scope-missing"
    /// The request came from a page of another site.
    case crossOrigin = "cross-origin"
    /// The request came unencrypted.
    case insecure = "insecure"
    /// Nothing here, or nothing that this officer may see.
    case notFound = "not-found"
    /// This address does other things.
    case methodNotAllowed = "method-not-allowed"
    /// The body did not come in time.
    case tooSlow = "too-slow"
    /// The record has changed, or the same thing exists.
    case conflict = "conflict"
    /// The record is no longer the version that the caller saw.
    case preconditionFailed = "precondition-failed"
    /// The request must say which version it saw.
    case preconditionRequired = "precondition-required"
    /// The body is larger than this address takes.
    case tooLarge = "too-large"
    /// The body is of another kind than this address takes.
    case unsupportedMediaType = "unsupported-media-type"
    /// The values cannot be taken; `problems` says why.
    case invalid
    /// More requests than anybody may make.
    case tooManyRequests = "too-many-requests"
    /// A mistake of ours.
    case internalError = "internal-error"
    /// Nobody can say whether the change was made.
    case outcomeUnknown = "outcome-unknown"
    /// The database, or all of the server, is not to be had at the moment.
    case unavailable
    /// It took too long, and was not done.
    case timedOut = "timed-out"

    /// The status of the answer.
    package var status: HTTPResponse.Status {
        switch self {
        case .badRequest: .badRequest
        case .notSignedIn: .unauthorized
        case .secondFactorMissing, .secondFactorUnset, .tenantNotChosen, .wrongWorkplace, .forbidden, .scopeMissing,
            .crossOrigin, .insecure:
            .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .tooSlow: .requestTimeout
        case .conflict: .conflict
        case .preconditionFailed: .preconditionFailed
        case .preconditionRequired: .preconditionRequired
        case .tooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalid: .unprocessableContent
        case .tooManyRequests: .tooManyRequests
        case .internalError, .outcomeUnknown: .internalServerError
        case .unavailable: .serviceUnavailable
        case .timedOut: .gatewayTimeout
        }
    }
}
