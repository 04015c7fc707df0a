/// The routes of signing in and of one's own account, each with who may use it. A tenant's pages are in `TenantRoutes`.
/// Health, style sheets and the explanations of problems, which every server has, are in `WebServer`.
package struct WebRoutes: Sendable {
    private let signIn: SignInActions
    private let account: AccountActions
    private let secondFactor: SecondFactorActions
    private let tokens: TokenActions
    private let invitation: InvitationActions

    /// - Parameters:
    ///   - door: signs people in.
    ///   - baseURL: how people reach the server.
    package init(door: Doorkeeper, pages: PageRenderer, baseURL: BaseURL) {
        let cookie = SessionCookie(baseURL: baseURL)
        signIn = SignInActions(door: door, pages: pages, cookie: cookie)
        account = AccountActions(door: door, pages: pages, cookie: cookie)
        secondFactor = SecondFactorActions(door: door, pages: pages)
        tokens = TokenActions(door: door, pages: pages)
        invitation = InvitationActions(door: door, pages: pages)
    }

    /// The routes.
    package var all: [Route] {
        [
            .open(.get, "/sign-in", signIn.show),
            .open(.post, "/sign-in", signIn.enter),
            .passwordGiven(.get, "/sign-in/code", signIn.showCode),
            .passwordGiven(.post, "/sign-in/code", signIn.giveCode),
            .passwordGiven(.post, "/sign-out", signIn.leave),
            .signedIn(.get, "/sign-in/tenant", signIn.showTenants),
            .signedIn(.post, "/sign-in/tenant", signIn.chooseTenant),

            .open(.get, "/invitation/{token}", invitation.show),
            .open(.post, "/invitation/{token}", invitation.accept),

            .signedIn(.get, "/account", account.show),
            .signedIn(.post, "/account/language", account.changeLanguage),
            .signedIn(.post, "/account/password", account.changePassword),
            .signedIn(.post, "/account/sessions/removal", account.endOtherSessions),
            .signedIn(.post, "/account/sessions/{id}/removal", account.endSession),
            .signedIn(.get, "/account/second-factor", secondFactor.show),
            .signedIn(.post, "/account/second-factor", secondFactor.confirm),
            .signedIn(.post, "/account/second-factor/recovery-codes", secondFactor.renewRecoveryCodes),
            .signedIn(.post, "/account/second-factor/removal", secondFactor.remove),
            .signedIn(.get, "/account/tokens", tokens.show),
            .signedIn(.post, "/account/tokens", tokens.make),
            .signedIn(.post, "/account/tokens/{id}/removal", tokens.revoke),
        ]
    }
}
