internal import HTTPTypes
internal import Hummingbird

/// `/language`: the button in every page's head.
enum LanguageRoutes {
    static func all(_ cookie: SessionCookie) -> [Route] {
        [
            .open(.post, "/language") { request in
                let form = try await request.form()
                guard let language = form["language"].flatMap(Language.init(rawValue:)) else {
                    throw Problem(.badRequest)
                }
                var response = Response.redirect(to: form["back"].flatMap(LocalPath.init) ?? .start)
                response.headers[.setCookie] = cookie.set(language)
                return response
            }
        ]
    }
}
