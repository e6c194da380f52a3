"""Albums in real tables: numbers that are never given again, pictures that go with their photos."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.albums import Looked
from storage.files import FileGoneError
from storage.schema import Attachment, Picture
from storage.store import Store, Transaction
from tests.projects import OPENS, plan_of_projects

NOW = OPENS + timedelta(days=20)
USER = "Ua"


@pytest.fixture
def office(store: Store) -> Store:
    with store.begin() as tx:
        tx.plans.load(plan_of_projects(), {"strategy": 1, "project": 1})
        person = tx.people.by_code("ONE-1111")
        assert person is not None
        tx.people.join(person, USER, NOW)
        tx.commit()
    return store


def debts(tx: Transaction) -> list[int]:
    return [debt.id for debt in tx.work.of_office(tx.people.offices()[0].id, NOW)]


def kept(tx: Transaction, name: str, debt: int | None) -> tuple[Attachment, Picture]:
    """A photo with its copy, in the album of that debt."""
    person = tx.people.by_line(USER)
    assert person is not None
    photo = tx.attachments.add(
        sender=person, message_id=name, set_id=None, kind="image", now=NOW,
        sha256=tx.files.keep(name.encode(), "image/jpeg", NOW),
    )  # fmt: skip
    photo.obligation_id = debt
    copy = tx.files.keep(f"copy of {name}".encode(), "image/jpeg", NOW)
    picture = tx.pictures.add(
        photo, looked=Looked(1477, 1108, 300, "f" * 32), fault=None, print_sha256=copy, size=(1024, 768)
    )  # fmt: skip
    tx.flush()
    if debt is not None:
        tx.pictures.number(debt, [picture])
    return photo, picture


def shown(tx: Transaction, debt: int) -> list[int]:
    return [one.no for one in tx.pictures.shown([debt])]


def test_a_number_is_never_given_again(office: Store) -> None:
    with office.begin() as tx:
        debt = debts(tx)[0]
        for name in "abc":
            kept(tx, name, debt)
        tx.pictures.all_of(debt)[1][0].out_at = NOW
        tx.flush()
        assert shown(tx, debt) == [1, 3]
        kept(tx, "d", debt)
        assert shown(tx, debt) == [1, 3, 4]
        assert tx.pictures.counts([debt]) == {debt: 3}
        assert len(tx.pictures.all_of(debt)) == 4


def test_a_photo_that_goes_to_another_debt_leaves_the_album(office: Store) -> None:
    with office.begin() as tx:
        first, second, *_ = debts(tx)
        photo, picture = kept(tx, "a", first)
        photo.obligation_id = second
        tx.flush()
        assert shown(tx, first) == []
        tx.pictures.number(second, [picture])
        assert shown(tx, second) == [1]
        photo.obligation_id = None
        tx.flush()
        assert shown(tx, second) == []


def test_what_was_seen_is_noted_once(office: Store) -> None:
    with office.begin() as tx:
        photo, picture = kept(tx, "a", debts(tx)[0])
        again = tx.pictures.add(photo, looked=None, fault=None, print_sha256=None, size=(0, 0))
        assert again is picture
        assert again.wide == 1024


def test_a_copy_goes_with_its_photo_when_its_term_is_over(office: Store) -> None:
    with office.begin() as tx:
        loose, picture = kept(tx, "a", None)
        copy = picture.print_sha256 or ""
        placed, _ = kept(tx, "b", debts(tx)[0])
        tx.commit()
    with office.begin() as tx:
        assert tx.retention.attachments(NOW + timedelta(days=1), 0, NOW) == [loose.id]
        tx.commit()
    with office.reading() as tx:
        with pytest.raises(FileGoneError):
            tx.files.read(copy)
        assert list(tx._session.scalars(select(Picture.attachment_id))) == [placed.id]


def test_who_is_forgotten_leaves_no_copy_of_what_belongs_to_no_work(office: Store) -> None:
    with office.begin() as tx:
        copy = kept(tx, "a", None)[1].print_sha256 or ""
        stays = kept(tx, "b", debts(tx)[0])[1].print_sha256 or ""
        tx.commit()
    with office.begin() as tx:
        person = tx.people.by_line(USER)
        assert person is not None
        tx.forgetting.person(person, "nobody", NOW)
        tx.commit()
    with office.reading() as tx:
        with pytest.raises(FileGoneError):
            tx.files.read(copy)
        assert tx.files.read(stays) == b"copy of b"


def test_an_album_is_made_once_and_tells_of_its_faces(office: Store) -> None:
    with office.begin() as tx:
        debt = debts(tx)[0]
        requirement = tx.work.obligation(debt)
        assert requirement is not None
        assert tx.pictures.faces(requirement.requirement_id) == []
        kept(tx, "a", debt)
        assert [(one.warned, one.confirmed) for one in tx.pictures.faces(requirement.requirement_id)] == [
            (False, False)
        ]
        tx.pictures.album(debt).warned_at = NOW
        tx.pictures.album(debt).confirmed_at = NOW
        tx.flush()
        assert [(one.warned, one.confirmed) for one in tx.pictures.faces(requirement.requirement_id)] == [(True, True)]
