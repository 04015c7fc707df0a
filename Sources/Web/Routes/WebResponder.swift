internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// The way of every request, in order:
///
///     number -> client -> encrypted? -> rate of the source -> own page? -> route -> who -> rate of the holder
///            -> may they? -> handler, within its time
///     answer <- problem of whatever was thrown <- ... then headers, the log, the figures
struct WebResponder<Routes: HTTPResponder<WebContext>>: HTTPResponder {
    let gate: WebGate
    let problems: ProblemResponder
    let headers: SecurityHeaders
    let figures: WebFigures
    let routes: Routes

    /// How long a connection whose client is still sending stays open, so that it can read why it was refused.
    private static var lingerTime: TimeAmount { .seconds(2) }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        let body = WebBody(request)
        context.body = body
        context.language = gate.language(of: request)
        figures.begin()
        var response: Response
        do {
            context.client = gate.client(of: request, context)
            try gate.admit(request, context)
            response = try await routes.respond(to: request, context: context)
        } catch {
            response = problems.response(to: error, request, context)
        }
        if request.method == .head { response = response.createHeadResponse() }
        headers.apply(to: &response.headers)
        response.headers[.requestID] = context.requestID
        if body.isLeftOver { close(context.channel, after: &response) }
        let route = context.coreContext.endpointPath.value ?? "-"
        figures.end(request.method, route: route, response.status, start.duration(to: .now), context.logger)
        return response
    }

    /// The client is still sending what nobody will read. It gets the answer and a moment to read it.
    private func close(_ channel: any Channel, after response: inout Response) {
        let body = response.body
        response.headers[.connection] = "close"
        response = Response(
            status: response.status,
            headers: response.headers,
            body: ResponseBody(contentLength: body.contentLength) { writer in
                try await body.write(writer)
                channel.eventLoop.scheduleTask(in: Self.lingerTime) { channel.close(promise: nil) }
            }
        )
    }
}
