internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Programme

/// What the server knows of a request before its route: the connection it came on, its number, and who asks.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel
    /// The number of the request: a UUIDv7, so that logs sort by it.
    let requestID: String
    /// The address of whoever is at the other end, proxies of ours left out. Set before the route is looked for.
    var client: NetworkAddress?
    /// The language of the answer. Set before the route is looked for.
    var language = Language.vietnamese
    /// What was read of the body. Set before the route is looked for.
    var body: WebBody?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
        requestID = Identity<RequestNumber>.next().description
        logger[metadataKey: "request"] = .string(requestID)
    }

    /// Who connected, proxy or not; nil on a Unix socket.
    var peer: NetworkAddress? { channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) } }

    private enum RequestNumber {}
}
