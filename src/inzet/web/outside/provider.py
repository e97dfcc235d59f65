"""An OpenID provider: asked where to send people, and what their code is worth.

Authorization code with PKCE (RFC 7636), after OpenID Connect Core 1.0 and the security advice of
RFC 9700: state and nonce, the issuer in the answer (RFC 9207), asymmetric signatures alone.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from inzet.vocabulary.canonical import MALFORMED
from inzet.web.outside.errors import NotVouched, ProviderAway
from inzet.web.outside.settings import Settings, is_safe

ALGORITHMS = (
    *(f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)),
    "EdDSA",
)
"""Signatures that only the provider can make. ``none`` is nobody's, and who holds a shared secret
could sign as the provider, so neither is here."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
_SECONDS = 10.0
_MOST = 512 * 1024
_KNOWN_FOR = 3600.0
_ASK_AGAIN = 60.0
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Going:
    """Somebody who was sent to the provider and has not come back."""

    browser: str
    """Hash of the secret that their browser was given: the answer is for nobody else."""
    nonce: str
    verifier: str
    redirect: str
    back: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the provider says."""

    issuer: str
    subject: str
    claims: Mapping[str, Any]

    def text(self, claim: str) -> str:
        """A claim that is a text; "" where it is none."""
        value = self.claims.get(claim)
        return value.strip() if isinstance(value, str) else ""

    def texts(self, claim: str) -> tuple[str, ...]:
        """A claim that is a list of texts, or one."""
        value = self.claims.get(claim)
        if isinstance(value, str):
            return (value,)
        return (
            tuple(each for each in value if isinstance(each, str))
            if isinstance(value, list)
            else ()
        )


class Provider:
    """One provider; may be asked from any thread."""

    def __init__(self, settings: Settings, *, now: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self._now = now
        self._secret = settings.secret()
        self._lock = threading.Lock()
        self._told: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    # ---- there ---------------------------------------------------------------------------

    def send(self, redirect: str, back: str, browser: str) -> tuple[Going, Callable[[str], str]]:
        """Who goes there, and how the address is made once there is a state for them.

        Args:
            redirect: where the provider sends them back to.
            back: the page of ours that they wanted.
            browser: hash of the secret that their browser holds.

        Raises:
            ProviderAway: it does not say where people log in.
        """
        endpoint = self._endpoint("authorization_endpoint")
        going = Going(
            browser=browser,
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            redirect=redirect,
            back=back,
        )
        challenge = hashlib.sha256(going.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.settings.client,
            "redirect_uri": redirect,
            "scope": " ".join(self.settings.scopes),
            "nonce": going.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        joint = "&" if urlsplit(endpoint).query else "?"
        return going, lambda state: f"{endpoint}{joint}{urlencode({**asked, 'state': state})}"

    # ---- and back ------------------------------------------------------------------------

    def identity(self, going: Going, code: str, issuer: str = "") -> Identity:
        """Who came back with this code.

        Args:
            issuer: what the answer says who it is from, where it says so.

        Raises:
            NotVouched: it does not show who they are.
            ProviderAway: the provider does not answer.
        """
        if issuer and issuer != self.settings.issuer:
            raise NotVouched("the answer is of another issuer")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": going.redirect,
            "code_verifier": going.verifier,
        }
        auth = None
        if self._secret:
            auth = httpx.BasicAuth(self.settings.client, self._secret)
        else:
            form["client_id"] = self.settings.client
        answer = self._ask("POST", self._endpoint("token_endpoint"), data=form, auth=auth)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise NotVouched("no identity came for the code")
        return self._checked(token, going.nonce)

    def _checked(self, token: str, nonce: str) -> Identity:
        try:
            claims = self._opened(token)
        except (JoseError, ValueError, TypeError) as error:
            raise NotVouched(
                f"the identity is not signed by the issuer: {type(error).__name__}"
            ) from None
        own = self.settings
        audience = claims.get("aud")
        audiences = [audience] if isinstance(audience, str) else audience
        now = self._now()
        subject = claims.get("sub")
        wrong = {
            "another issuer": claims.get("iss") != own.issuer,
            "another audience": not isinstance(audiences, list) or own.client not in audiences,
            "another party": claims.get("azp", own.client) != own.client
            or (isinstance(audiences, list) and len(audiences) > 1 and "azp" not in claims),
            "expired": not _is_time(claims.get("exp")) or claims["exp"] <= now - LEEWAY,
            "from the future": not _is_time(claims.get("iat")) or claims["iat"] > now + LEEWAY,
            "not valid yet": "nbf" in claims
            and (not _is_time(claims["nbf"]) or claims["nbf"] > now + LEEWAY),
            "another nonce": not isinstance(claims.get("nonce"), str)
            or not secrets.compare_digest(claims["nonce"].encode(), nonce.encode()),
            "nobody": not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST,
        }
        for reason, is_so in wrong.items():
            if is_so:
                raise NotVouched(f"the identity is wrong: {reason}")
        return Identity(own.issuer, str(subject), claims)

    def _opened(self, token: str) -> dict[str, Any]:
        """The claims of a token whose signature fits a key of the provider."""
        registry = JWSRegistry(algorithms=list(ALGORITHMS))
        try:
            opened = jwt.decode(token, self._key_set(), registry=registry)
        except InvalidKeyIdError:
            # It may have new keys; asked once a minute at most, as anybody can invent a key id.
            opened = jwt.decode(token, self._key_set(anew=True), registry=registry)
        return dict(opened.claims)

    # ---- what it tells of itself ---------------------------------------------------------

    def _endpoint(self, name: str) -> str:
        found = self._description().get(name)
        if not isinstance(found, str) or not is_safe(found):
            raise ProviderAway(f"it has no {name} that is safe")
        return found

    def _description(self) -> dict[str, Any]:
        with self._lock:
            if self._told is None or self._now() - self._told[0] > _KNOWN_FOR:
                address = f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration"
                told = self._ask("GET", address)
                if told.get("issuer") != self.settings.issuer:
                    raise ProviderAway("it calls itself by another name")
                self._told = self._now(), told
            return self._told[1]

    def _key_set(self, *, anew: bool = False) -> KeySet:
        address = self._endpoint("jwks_uri")
        with self._lock:
            known = self._keys
            lasts = _ASK_AGAIN if anew else _KNOWN_FOR
            if known is None or self._now() - known[0] > lasts:
                try:
                    keys = KeySet.import_key_set(self._ask("GET", address))  # type: ignore[arg-type]
                except (JoseError, KeyError, TypeError, ValueError):
                    raise ProviderAway("its keys cannot be read") from None
                known = self._keys = self._now(), keys
            return known[1]

    def _ask(self, method: str, address: str, **options: Any) -> dict[str, Any]:
        """A JSON object from the provider, of bounded size, redirects not followed."""
        body = b""
        try:
            with (
                httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=True) as client,
                client.stream(method, address, **options) as answer,
            ):
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > _MOST:
                        raise ProviderAway("it answers with too much")
        except httpx.HTTPError as error:
            raise ProviderAway(type(error).__name__) from None
        if method == "POST" and 400 <= answer.status_code < 500:
            raise NotVouched(f"the code was not taken: {answer.status_code}")
        if answer.status_code != 200:
            raise ProviderAway(f"it answers with {answer.status_code}")
        try:
            return msgspec.json.decode(body, type=dict[str, Any])
        except MALFORMED:
            raise ProviderAway("it answers with no JSON object") from None


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
