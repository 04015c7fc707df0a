internal import Foundation
internal import Programme
internal import Store

/// `/account`: everything of one's own.
struct AccountPage: Page {
    struct Session: Sendable {
        let id: String
        let device: String
        let since: String
        let lastSeen: String
        let isThis: Bool
    }

    static let template = "account"
    static let path = LocalPath(trusted: "/account")

    let login: String
    let name: String
    let hasSecondFactor: Bool
    let sessions: [Session]
    let hasOtherSessions: Bool
    let hasSeveralTenants: Bool
    /// What was just done.
    let notice: String?
    /// For a new password.
    let inputs: [FormField.View]

    init(
        _ account: Account,
        _ sessions: [SessionSummary],
        _ request: WebRequest,
        _ principal: Principal,
        refused: RefusedForm?
    ) {
        let language = request.language
        login = account.login
        name = account.displayName
        hasSecondFactor = account.hasSecondFactor
        self.sessions = sessions.map { session in
            Session(
                id: session.id.description,
                device: session.device.isEmpty ? "?" : session.device,
                since: Moment.text(session.createdAt),
                lastSeen: Moment.text(session.lastSeenAt),
                isThis: .session(session.id) == principal.holder
            )
        }
        hasOtherSessions = sessions.count > 1
        hasSeveralTenants = principal.officers.count + (principal.seesCity ? 1 : 0) > 1
        notice = request.query["done"].flatMap { AccountWords.notices[$0] }?.text(in: language)
        inputs =
            [AccountWords.presentPassword(refused, language)] + AccountWords.newPassword(refused, language)
    }

    func title(in language: Language) -> String { Phrase("Tài khoản của tôi", "My account").text(in: language) }
}
