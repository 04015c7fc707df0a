internal import Hummingbird
internal import Programme
internal import Store

/// What the page of an invitation does. The link works once, and for a while.
struct InvitationActions: Sendable {
    let door: Doorkeeper
    let pages: PageRenderer

    func show(_ request: WebRequest) async throws -> Response {
        let (_, invited) = try await invitation(request)
        return page(invited, request)
    }

    func accept(_ request: WebRequest) async throws -> Response {
        let (hash, invited) = try await invitation(request)
        let form = try await request.form()
        let password = form["new"] ?? ""
        if let problem = PasswordRule.problem(of: password, login: invited.login) {
            return page(invited, request, refused: RefusedForm(form, "new", problem.phrase))
        }
        guard password == form["repeated"] else {
            return page(invited, request, refused: RefusedForm(form, "repeated", AccountWords.notRepeated))
        }
        let passwordHash = try await door.hasher.hash(password)
        guard try await door.identity.useInvitation(hash, passwordHash: passwordHash) != nil else {
            throw Problem(.notFound, AccountWords.linkDead)
        }
        return .redirect(to: LocalPath(trusted: "\(SignInPage.path)?done=password"))
    }

    private func invitation(_ request: WebRequest) async throws -> (SecretHash, InvitedAccount) {
        guard let token = SecretToken(request.place("token"), kind: .invitation),
            let invited = try await door.identity.invitation(token.hash)
        else { throw Problem(.notFound, AccountWords.linkDead) }
        return (token.hash, invited)
    }

    private func page(_ invited: InvitedAccount, _ request: WebRequest, refused: RefusedForm? = nil) -> Response {
        let page = InvitationPage(
            login: invited.login,
            name: invited.displayName,
            inputs: AccountWords.newPassword(refused, request.language)
        )
        return pages.response(
            page,
            // Changing the language would lead here by a link that is a secret; it goes to the door instead.
            PageFrame(language: request.language, path: SignInPage.path),
            status: refused == nil ? .ok : .unprocessableContent
        )
    }
}
