/// The kinds of record of webhooks.
extension IdentitySubject {
    /// See `WebhookID`.
    package enum Webhook {}
    /// See `WebhookDeliveryID`.
    package enum WebhookDelivery {}
}

/// A program of a tenant's that is told what happens.
package typealias WebhookID = Identity<IdentitySubject.Webhook>
/// One thing that a program is told; repetitions keep it.
package typealias WebhookDeliveryID = Identity<IdentitySubject.WebhookDelivery>
