"""0002_trusted_shop"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0002_trusted_shop'
down_revision = '0001_market'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The index is made of the products; the new one is filled by the application when it starts.
    for table in ("postings", "spellings", "terms", "documents"):
        op.execute(f"DELETE FROM shop_search_{table}")
    op.create_table('i18n_drafts',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('owner', sa.String(length=60), nullable=False),
    sa.Column('source_locale', sa.String(length=10), nullable=False),
    sa.Column('target_locale', sa.String(length=10), nullable=False),
    sa.Column('coverage', sa.Enum('whole', 'part', 'none', name='coverage', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('segments', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('terms', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('made_by', sa.String(length=40), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_i18n_drafts')),
    sa.UniqueConstraint('owner', 'target_locale', name=op.f('uq_i18n_drafts_owner_target_locale'))
    )
    with op.batch_alter_table('i18n_drafts', schema=None) as batch_op:
        batch_op.create_index('ix_i18n_drafts_made_at', ['made_at'], unique=False)

    op.create_table('i18n_memory_units',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('source_locale', sa.String(length=10), nullable=False),
    sa.Column('target_locale', sa.String(length=10), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.Column('learned_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_i18n_memory_units')),
    sa.UniqueConstraint('digest', 'source_locale', 'target_locale', name=op.f('uq_i18n_memory_units_digest_source_locale_target_locale'))
    )
    op.create_table('i18n_phrases',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('words', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_i18n_phrases')),
    sa.UniqueConstraint('key', name=op.f('uq_i18n_phrases_key'))
    )
    op.create_table('shop_carrier_services',
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('carrier', sa.String(length=20), nullable=False),
    sa.Column('temperature', sa.Enum('ambient', 'chilled', 'frozen', name='temperature', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('names', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('is_abroad', sa.Boolean(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('base_key', sa.String(length=40), nullable=False),
    sa.Column('max_g', sa.Integer(), nullable=True),
    sa.Column('max_sum_cm', sa.Integer(), nullable=True),
    sa.Column('max_length_cm', sa.Integer(), nullable=True),
    sa.Column('bands', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('note', sa.String(length=400), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('sureness', sa.Enum('checked', 'memory', 'sample', 'own', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_shop_carrier_services'))
    )
    op.create_table('shop_delivery_surcharges',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('up_to_cm', sa.Integer(), nullable=True),
    sa.Column('zone', sa.String(length=40), nullable=False),
    sa.Column('fee', sa.BigInteger(), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('sureness', sa.Enum('checked', 'memory', 'sample', 'own', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_delivery_surcharges')),
    sa.UniqueConstraint('service', 'kind', 'zone', 'up_to_cm', 'valid_from', name=op.f('uq_shop_delivery_surcharges_service_kind_zone_up_to_cm_valid_from'))
    )
    op.create_table('shop_export_profiles',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('classes', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('prefectures', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('provides', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('is_origin_known', sa.Boolean(), nullable=False),
    sa.Column('told', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_export_profiles')),
    sa.UniqueConstraint('digest', name=op.f('uq_shop_export_profiles_digest'))
    )
    op.create_table('shop_lead_times',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('zone', sa.String(length=40), nullable=False),
    sa.Column('days_min', sa.Integer(), nullable=False),
    sa.Column('days_max', sa.Integer(), nullable=False),
    sa.Column('service', sa.String(length=40), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('sureness', sa.Enum('checked', 'memory', 'sample', 'own', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_lead_times')),
    sa.UniqueConstraint('service', 'zone', 'valid_from', name=op.f('uq_shop_lead_times_service_zone_valid_from'))
    )
    op.create_table('shop_remote_places',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('prefecture', sa.String(length=10), nullable=False),
    sa.Column('municipality', sa.String(length=60), nullable=False),
    sa.Column('more_days_min', sa.Integer(), nullable=False),
    sa.Column('more_days_max', sa.Integer(), nullable=False),
    sa.Column('takes_cold', sa.Boolean(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('surcharge', sa.BigInteger(), nullable=False),
    sa.Column('note', sa.String(length=400), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('sureness', sa.Enum('checked', 'memory', 'sample', 'own', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_remote_places')),
    sa.UniqueConstraint('prefecture', 'municipality', 'valid_from', name=op.f('uq_shop_remote_places_prefecture_municipality_valid_from'))
    )
    op.create_table('shop_time_slots',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('carrier', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=10), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('labels', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('begins', sa.String(length=5), nullable=False),
    sa.Column('ends', sa.String(length=5), nullable=False),
    sa.Column('code', sa.String(length=10), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('sureness', sa.Enum('checked', 'memory', 'sample', 'own', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_time_slots')),
    sa.UniqueConstraint('carrier', 'key', 'valid_from', name=op.f('uq_shop_time_slots_carrier_key_valid_from'))
    )
    op.create_table('core_data_copies',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.Enum('asked', 'ready', 'gone', name='copystate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_core_data_copies_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_core_data_copies')),
    sa.UniqueConstraint('token', name=op.f('uq_core_data_copies_token'))
    )
    with op.batch_alter_table('core_data_copies', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_core_data_copies_user_id'), ['user_id'], unique=False)

    op.create_table('shop_consents',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('is_given', sa.Boolean(), nullable=False),
    sa.Column('text_version', sa.String(length=20), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_consents_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_consents'))
    )
    with op.batch_alter_table('shop_consents', schema=None) as batch_op:
        batch_op.create_index('ix_shop_consents_user', ['user_id', 'kind', 'id'], unique=False)

    op.create_table('shop_exchange_rates',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('nano', sa.BigInteger(), nullable=False),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint('nano > 0', name=op.f('ck_shop_exchange_rates_nano_positive')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_exchange_rates_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_exchange_rates')),
    sa.UniqueConstraint('currency', 'day', name=op.f('uq_shop_exchange_rates_currency_day'))
    )
    with op.batch_alter_table('shop_exchange_rates', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_exchange_rates_user_id'), ['user_id'], unique=False)

    op.create_table('shop_export_answers',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('profile_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('region', sa.String(length=3), nullable=False),
    sa.Column('outcome', sa.Enum('open', 'conditional', 'lacking', 'unknown', 'closed', name='outcome', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_open', sa.Boolean(), nullable=False),
    sa.Column('because', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('certificates', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('lacking', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['profile_id'], ['shop_export_profiles.id'], name=op.f('fk_shop_export_answers_profile_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_export_answers')),
    sa.UniqueConstraint('profile_id', 'region', name=op.f('uq_shop_export_answers_profile_id_region'))
    )
    with op.batch_alter_table('shop_export_answers', schema=None) as batch_op:
        batch_op.create_index('ix_shop_export_answers_open', ['region', 'is_open', 'profile_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_export_answers_profile_id'), ['profile_id'], unique=False)

    op.create_table('shop_export_rules',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('destination', sa.String(length=3), nullable=False),
    sa.Column('product_class', sa.String(length=40), nullable=False),
    sa.Column('effect', sa.Enum('allow', 'warn', 'needs', 'unknown', 'block', name='effect', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.String(length=60), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_date', sa.String(length=30), nullable=False),
    sa.Column('sureness', sa.Enum('checked', 'partly', 'judgement', 'from_memory', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('origin_rule', sa.Enum('any', 'in', 'not_in', name='originrule', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('prefectures', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('needs', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('words', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_export_rules_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_export_rules'))
    )
    with op.batch_alter_table('shop_export_rules', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_export_rules_key'), ['key'], unique=False)
        batch_op.create_index('ix_shop_export_rules_standing', ['replaced_at', 'destination'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_export_rules_user_id'), ['user_id'], unique=False)

    op.create_table('shop_favourites',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Enum('product', 'maker', name='favouritekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_favourites_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_favourites')),
    sa.UniqueConstraint('user_id', 'kind', 'subject_id', name=op.f('uq_shop_favourites_user_id_kind_subject_id'))
    )
    op.create_table('shop_import_duties',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('region', sa.String(length=3), nullable=False),
    sa.Column('duty', sa.Integer(), nullable=False),
    sa.Column('tax', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_date', sa.String(length=30), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('free_up_to', sa.BigInteger(), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint('duty >= 0 AND tax >= 0', name=op.f('ck_shop_import_duties_rates_not_negative')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_import_duties_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_import_duties'))
    )
    with op.batch_alter_table('shop_import_duties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_import_duties_region'), ['region'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_import_duties_user_id'), ['user_id'], unique=False)

    op.create_table('shop_cart_recipients',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cart_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('address', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('gift', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('quantities', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['cart_id'], ['shop_carts.id'], name=op.f('fk_shop_cart_recipients_cart_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_cart_recipients'))
    )
    with op.batch_alter_table('shop_cart_recipients', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_cart_recipients_cart_id'), ['cart_id'], unique=False)

    op.create_table('shop_quotations',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('token', sa.String(length=64), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.Enum('asked', 'answered', 'accepted', 'declined', 'refused', 'expired', name='quotationstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('company', sa.String(length=200), nullable=False),
    sa.Column('contact', sa.String(length=120), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('phone', sa.String(length=30), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('incoterm', sa.Enum('EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CIF', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', name='incoterm', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('wish', sa.Text(), nullable=False),
    sa.Column('wanted_on', sa.Date(), nullable=True),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('freight', sa.BigInteger(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('purchase_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.CheckConstraint('freight >= 0', name=op.f('ck_shop_quotations_freight_not_negative')),
    sa.ForeignKeyConstraint(['organisation_id'], ['core_organisations.id'], name=op.f('fk_shop_quotations_organisation_id')),
    sa.ForeignKeyConstraint(['purchase_id'], ['shop_purchases.id'], name=op.f('fk_shop_quotations_purchase_id')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_quotations_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_quotations')),
    sa.UniqueConstraint('number', name=op.f('uq_shop_quotations_number')),
    sa.UniqueConstraint('purchase_id', name=op.f('uq_shop_quotations_purchase_id')),
    sa.UniqueConstraint('token', name=op.f('uq_shop_quotations_token'))
    )
    with op.batch_alter_table('shop_quotations', schema=None) as batch_op:
        batch_op.create_index('ix_shop_quotations_desk', ['organisation_id', 'state', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_quotations_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_quotations_user_id'), ['user_id'], unique=False)
        batch_op.create_index('ix_shop_quotations_valid', ['state', 'valid_until'], unique=False)

    op.create_table('shop_boxes',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('length_mm', sa.Integer(), nullable=False),
    sa.Column('width_mm', sa.Integer(), nullable=False),
    sa.Column('height_mm', sa.Integer(), nullable=False),
    sa.Column('tare_g', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('fill_percent', sa.Integer(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('sureness', sa.Enum('checked', 'memory', 'sample', 'own', name='sureness', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('review_by', sa.Date(), nullable=True),
    sa.CheckConstraint('fill_percent BETWEEN 1 AND 100', name=op.f('ck_shop_boxes_fill_percent_possible')),
    sa.CheckConstraint('length_mm > 0 AND width_mm > 0 AND height_mm > 0', name=op.f('ck_shop_boxes_sides_positive')),
    sa.ForeignKeyConstraint(['organisation_id'], ['shop_storefronts.organisation_id'], name=op.f('fk_shop_boxes_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_boxes')),
    sa.UniqueConstraint('organisation_id', 'name', 'valid_from', name=op.f('uq_shop_boxes_organisation_id_name_valid_from'))
    )
    with op.batch_alter_table('shop_boxes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_boxes_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('shop_delivery_settings',
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('services', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('closed_days', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('closes_on_holidays', sa.Boolean(), nullable=False),
    sa.Column('lets_ambient_ride_chilled', sa.Boolean(), nullable=False),
    sa.Column('wrapping_fee', sa.Integer(), nullable=True),
    sa.Column('noshi_fee', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['shop_storefronts.organisation_id'], name=op.f('fk_shop_delivery_settings_organisation_id')),
    sa.PrimaryKeyConstraint('organisation_id', name=op.f('pk_shop_delivery_settings'))
    )
    op.create_table('shop_messages',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('order_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('purchase_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('side', sa.Enum('buyer', 'business', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['shop_orders.id'], name=op.f('fk_shop_messages_order_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['core_organisations.id'], name=op.f('fk_shop_messages_organisation_id')),
    sa.ForeignKeyConstraint(['purchase_id'], ['shop_purchases.id'], name=op.f('fk_shop_messages_purchase_id')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_messages_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_messages'))
    )
    with op.batch_alter_table('shop_messages', schema=None) as batch_op:
        batch_op.create_index('ix_shop_messages_desk', ['organisation_id', 'side', 'settled_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_messages_purchase_id'), ['purchase_id'], unique=False)
        batch_op.create_index('ix_shop_messages_thread', ['order_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_messages_user_id'), ['user_id'], unique=False)

    op.create_table('shop_return_requests',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('order_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reason', sa.Enum('damaged', 'spoiled', 'wrong', 'missing', 'not_as_said', 'changed_mind', name='reason', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('borne_by', sa.Enum('business', 'buyer', name='bearer', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('asked', 'accepted', 'refused', 'disputed', 'withdrawn', name='returnstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('remedy', sa.Enum('refund', 'replacement', name='remedy', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('refund_amount', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['shop_orders.id'], name=op.f('fk_shop_return_requests_order_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['core_organisations.id'], name=op.f('fk_shop_return_requests_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_return_requests'))
    )
    with op.batch_alter_table('shop_return_requests', schema=None) as batch_op:
        batch_op.create_index('ix_shop_return_requests_desk', ['organisation_id', 'state', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_return_requests_order_id'), ['order_id'], unique=False)

    op.create_table('shop_export_proofs',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('parcel_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.Enum('label_copy', 'acceptance', 'permit', name='proofkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['parcel_id'], ['shop_parcels.id'], name=op.f('fk_shop_export_proofs_parcel_id')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_export_proofs_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_export_proofs')),
    sa.UniqueConstraint('key', name=op.f('uq_shop_export_proofs_key'))
    )
    with op.batch_alter_table('shop_export_proofs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_export_proofs_parcel_id'), ['parcel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_export_proofs_user_id'), ['user_id'], unique=False)

    op.create_table('shop_notices',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('state', sa.Enum('received', 'in_hand', 'closed', name='noticestate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.Enum('unsafe', 'label', 'prohibited', 'fake', 'misleading', 'seller', 'fraud', 'other', name='noticereason', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('reader_locale', sa.String(length=10), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('in_hand_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.Enum('removed', 'corrected', 'passed_on', 'no_breach', 'not_enough', 'duplicate', name='outcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('note_locale', sa.String(length=10), nullable=False),
    sa.Column('handled_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['handled_by_id'], ['core_users.id'], name=op.f('fk_shop_notices_handled_by_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['core_organisations.id'], name=op.f('fk_shop_notices_organisation_id')),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_notices_product_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_notices'))
    )
    with op.batch_alter_table('shop_notices', schema=None) as batch_op:
        batch_op.create_index('ix_shop_notices_desk', ['state', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_notices_email'), ['email'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_notices_handled_by_id'), ['handled_by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_notices_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_notices_product_id'), ['product_id'], unique=False)

    op.create_table('shop_parcel_troubles',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('parcel_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cause', sa.String(length=20), nullable=False),
    sa.Column('borne_by', sa.String(length=20), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('given_back', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('given_back >= 0', name=op.f('ck_shop_parcel_troubles_given_back_not_negative')),
    sa.ForeignKeyConstraint(['parcel_id'], ['shop_parcels.id'], name=op.f('fk_shop_parcel_troubles_parcel_id')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_parcel_troubles_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_parcel_troubles'))
    )
    with op.batch_alter_table('shop_parcel_troubles', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_parcel_troubles_parcel_id'), ['parcel_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_parcel_troubles_user_id'), ['user_id'], unique=False)

    op.create_table('shop_product_exports',
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('profile_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('hs_code', sa.String(length=6), nullable=False),
    sa.Column('hs_overrides', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('latin_name', sa.String(length=120), nullable=False),
    sa.Column('customs_name', sa.String(length=200), nullable=False),
    sa.Column('is_eu_pah_ok', sa.Boolean(), nullable=False),
    sa.Column('registrations', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('provides', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_product_exports_product_id')),
    sa.ForeignKeyConstraint(['profile_id'], ['shop_export_profiles.id'], name=op.f('fk_shop_product_exports_profile_id')),
    sa.PrimaryKeyConstraint('product_id', name=op.f('pk_shop_product_exports'))
    )
    with op.batch_alter_table('shop_product_exports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_product_exports_profile_id'), ['profile_id'], unique=False)

    op.create_table('shop_product_origins',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('stage', sa.Enum('catch', 'landing', 'making', 'packing', name='originstage', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('prefecture', sa.String(length=10), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_product_origins_product_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_product_origins')),
    sa.UniqueConstraint('product_id', 'stage', 'country', 'prefecture', name=op.f('uq_shop_product_origins_product_id_stage_country_prefecture'))
    )
    with op.batch_alter_table('shop_product_origins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_product_origins_product_id'), ['product_id'], unique=False)

    op.create_table('shop_questions',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('reader_locale', sa.String(length=10), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answer_locale', sa.String(length=10), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['core_organisations.id'], name=op.f('fk_shop_questions_organisation_id')),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_questions_product_id')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_questions_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_questions'))
    )
    with op.batch_alter_table('shop_questions', schema=None) as batch_op:
        batch_op.create_index('ix_shop_questions_desk', ['organisation_id', 'answered_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_questions_email'), ['email'], unique=False)
        batch_op.create_index('ix_shop_questions_shelf', ['product_id', 'is_public', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_questions_user_id'), ['user_id'], unique=False)

    op.create_table('shop_return_answers',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('request_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('by', sa.String(length=10), nullable=False),
    sa.Column('state', sa.Enum('asked', 'accepted', 'refused', 'disputed', 'withdrawn', name='returnstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.ForeignKeyConstraint(['request_id'], ['shop_return_requests.id'], name=op.f('fk_shop_return_answers_request_id')),
    sa.ForeignKeyConstraint(['user_id'], ['core_users.id'], name=op.f('fk_shop_return_answers_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_return_answers'))
    )
    with op.batch_alter_table('shop_return_answers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_return_answers_request_id'), ['request_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_return_answers_user_id'), ['user_id'], unique=False)

    op.create_table('shop_return_photos',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('request_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['request_id'], ['shop_return_requests.id'], name=op.f('fk_shop_return_photos_request_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_return_photos')),
    sa.UniqueConstraint('key', name=op.f('uq_shop_return_photos_key'))
    )
    with op.batch_alter_table('shop_return_photos', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_return_photos_request_id'), ['request_id'], unique=False)

    op.create_table('shop_quotation_lines',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('quotation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('variant_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('sku', sa.String(length=60), nullable=False),
    sa.Column('names', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('variant_labels', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('list_price', sa.BigInteger(), nullable=False),
    sa.Column('tax_class', sa.Enum('food', 'alcohol', 'other', name='taxclass', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('temperature', sa.Enum('ambient', 'chilled', 'frozen', name='temperature', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('net_weight_g', sa.Integer(), nullable=False),
    sa.Column('shipping_weight_g', sa.Integer(), nullable=False),
    sa.Column('unit_price', sa.Integer(), nullable=True),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_shop_quotation_lines_quantity_positive')),
    sa.CheckConstraint('unit_price IS NULL OR unit_price > 0', name=op.f('ck_shop_quotation_lines_unit_price_positive')),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_quotation_lines_product_id')),
    sa.ForeignKeyConstraint(['quotation_id'], ['shop_quotations.id'], name=op.f('fk_shop_quotation_lines_quotation_id')),
    sa.ForeignKeyConstraint(['variant_id'], ['shop_variants.id'], name=op.f('fk_shop_quotation_lines_variant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_quotation_lines'))
    )
    with op.batch_alter_table('shop_quotation_lines', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_quotation_lines_product_id'), ['product_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_quotation_lines_quotation_id'), ['quotation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_quotation_lines_variant_id'), ['variant_id'], unique=False)

    op.create_table('shop_stock_lots',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('variant_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('received', sa.Integer(), nullable=False),
    sa.Column('on_hand', sa.Integer(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('sell_until', sa.Date(), nullable=True),
    sa.Column('reserved', sa.Integer(), nullable=False),
    sa.CheckConstraint('on_hand >= reserved', name=op.f('ck_shop_stock_lots_not_oversold')),
    sa.CheckConstraint('reserved >= 0', name=op.f('ck_shop_stock_lots_reserved_not_negative')),
    sa.ForeignKeyConstraint(['variant_id'], ['shop_variants.id'], name=op.f('fk_shop_stock_lots_variant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_stock_lots')),
    sa.UniqueConstraint('variant_id', 'code', name=op.f('uq_shop_stock_lots_variant_id_code'))
    )
    with op.batch_alter_table('shop_stock_lots', schema=None) as batch_op:
        batch_op.create_index('ix_shop_stock_lots_order', ['variant_id', 'expires_on', 'id'], unique=False)

    op.create_table('shop_return_items',
    sa.Column('request_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('order_line_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_shop_return_items_quantity_positive')),
    sa.ForeignKeyConstraint(['order_line_id'], ['shop_order_lines.id'], name=op.f('fk_shop_return_items_order_line_id')),
    sa.ForeignKeyConstraint(['request_id'], ['shop_return_requests.id'], name=op.f('fk_shop_return_items_request_id')),
    sa.PrimaryKeyConstraint('request_id', 'order_line_id', name=op.f('pk_shop_return_items'))
    )
    with op.batch_alter_table('shop_return_items', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_return_items_order_line_id'), ['order_line_id'], unique=False)

    op.create_table('shop_reviews',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('order_line_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('purchase_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('product_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('organisation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('state', sa.Enum('shown', 'hidden', name='reviewstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stars', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('relation', sa.Enum('bought', 'gift', 'paid', name='relation', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answer_locale', sa.String(length=10), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hidden_reason', sa.Enum('not_about_goods', 'insulting', 'personal', 'health_claim', 'advertising', 'undeclared', 'unlawful', name='hidereason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.CheckConstraint('stars BETWEEN 1 AND 5', name=op.f('ck_shop_reviews_stars_one_to_five')),
    sa.ForeignKeyConstraint(['order_line_id'], ['shop_order_lines.id'], name=op.f('fk_shop_reviews_order_line_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['core_organisations.id'], name=op.f('fk_shop_reviews_organisation_id')),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_reviews_product_id')),
    sa.ForeignKeyConstraint(['purchase_id'], ['shop_purchases.id'], name=op.f('fk_shop_reviews_purchase_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shop_reviews')),
    sa.UniqueConstraint('order_line_id', name=op.f('uq_shop_reviews_order_line_id'))
    )
    with op.batch_alter_table('shop_reviews', schema=None) as batch_op:
        batch_op.create_index('ix_shop_reviews_desk', ['organisation_id', 'answered_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_shop_reviews_purchase_id'), ['purchase_id'], unique=False)
        batch_op.create_index('ix_shop_reviews_shelf', ['product_id', 'state', 'id'], unique=False)
        batch_op.create_index('ix_shop_reviews_state', ['state', 'id'], unique=False)

    op.create_table('shop_stock_allocations',
    sa.Column('reservation_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('lot_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('committed', sa.Integer(), nullable=False),
    sa.CheckConstraint('committed BETWEEN 0 AND quantity', name=op.f('ck_shop_stock_allocations_committed_within_quantity')),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_shop_stock_allocations_quantity_positive')),
    sa.ForeignKeyConstraint(['lot_id'], ['shop_stock_lots.id'], name=op.f('fk_shop_stock_allocations_lot_id')),
    sa.ForeignKeyConstraint(['reservation_id'], ['shop_stock_reservations.id'], name=op.f('fk_shop_stock_allocations_reservation_id')),
    sa.PrimaryKeyConstraint('reservation_id', 'lot_id', name=op.f('pk_shop_stock_allocations'))
    )
    with op.batch_alter_table('shop_stock_allocations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_stock_allocations_lot_id'), ['lot_id'], unique=False)

    with op.batch_alter_table('shop_search_spellings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_search_spellings_term_id'))

    op.drop_table('shop_search_spellings')  # careful: the search index is made anew
    with op.batch_alter_table('shop_search_postings', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_search_postings_product_id'))

    op.drop_table('shop_search_postings')  # careful: the search index is made anew
    with op.batch_alter_table('shop_carts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('gift', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='{}', nullable=False))

    with op.batch_alter_table('shop_delivery_rates', schema=None) as batch_op:
        batch_op.add_column(sa.Column('up_to_cm', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('service', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('source_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('sureness', sa.String(length=40), server_default='own', nullable=False))
        batch_op.add_column(sa.Column('valid_to', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('review_by', sa.Date(), nullable=True))
        batch_op.alter_column('organisation_id',  # careful: a table of some hundred rows
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.alter_column('up_to_g',  # careful: a table of some hundred rows
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.alter_column('days_min',  # careful: a table of some hundred rows
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.alter_column('days_max',  # careful: a table of some hundred rows
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.alter_column('source',  # careful: a table of some hundred rows
               existing_type=sa.VARCHAR(length=200),
               type_=sa.String(length=300),
               existing_nullable=False)
        batch_op.drop_constraint(batch_op.f('uq_shop_delivery_rates_organisation_id_zone_temperature_up_to_g_valid_from'), type_='unique')
        batch_op.create_index('ix_shop_delivery_rates_table', ['organisation_id', 'zone', 'temperature', 'service', 'valid_from'], unique=False)

    with op.batch_alter_table('shop_order_lines', schema=None) as batch_op:
        batch_op.add_column(sa.Column('least_weight_g', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('packed_weight_g', sa.Integer(), nullable=True))

    with op.batch_alter_table('shop_orders', schema=None) as batch_op:
        batch_op.add_column(sa.Column('tax_added', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('wrapping_total', sa.BigInteger(), server_default='0', nullable=False))

    with op.batch_alter_table('shop_parcels', schema=None) as batch_op:
        batch_op.add_column(sa.Column('service', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('size_cm', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('leaves_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('wanted_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('slot', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('recipient', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('gift', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('wrapping_fee', sa.BigInteger(), server_default='0', nullable=False))

    with op.batch_alter_table('shop_payments', schema=None) as batch_op:
        batch_op.add_column(sa.Column('authorised', sa.Integer(), nullable=True))

    with op.batch_alter_table('shop_product_texts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('usage', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('allergen_note', sa.Text(), server_default='', nullable=False))

    with op.batch_alter_table('shop_products', schema=None) as batch_op:
        batch_op.add_column(sa.Column('days_left_on_arrival', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('review_count', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('stars_total', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('question_count', sa.Integer(), server_default='0', nullable=False))

    with op.batch_alter_table('shop_purchases', schema=None) as batch_op:
        batch_op.add_column(sa.Column('statements', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='[]', nullable=False))

    with op.batch_alter_table('shop_saved_addresses', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name', sa.String(length=60), server_default='', nullable=False))
        batch_op.add_column(sa.Column('is_default', sa.Boolean(), server_default=sa.text('(false)'), nullable=False))
        batch_op.add_column(sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table('shop_search_documents', schema=None) as batch_op:
        batch_op.add_column(sa.Column('change', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('terms', sa.LargeBinary(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('names', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('category_id', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('organisation_id', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('temperature', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('price', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('days_left', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('export_profile', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('allergens', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='{}', nullable=False))
        batch_op.create_index(batch_op.f('ix_shop_search_documents_change'), ['change'], unique=False)
        batch_op.drop_column('forms')  # careful: the search index is made anew

    with op.batch_alter_table('shop_search_terms', schema=None) as batch_op:
        batch_op.drop_column('products')  # careful: the search index is made anew

    with op.batch_alter_table('shop_storefronts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('licences', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='{}', nullable=False))

    with op.batch_alter_table('shop_variants', schema=None) as batch_op:
        batch_op.add_column(sa.Column('least_weight_g', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('pack_sides_mm', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), server_default='[]', nullable=False))

    with op.batch_alter_table('shop_purchases', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_purchases_purchasestate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_purchases_purchasestate'), "state IN ('placed', 'pending', 'authorised', 'paid', 'expired', 'cancelled')")

    with op.batch_alter_table('shop_orders', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_orders_orderstate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_orders_orderstate'), "state IN ('placed', 'authorised', 'paid', 'shipped', 'delivered', 'expired', 'cancelled')")

    with op.batch_alter_table('shop_payments', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_payments_paymentstate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_payments_paymentstate'), "state IN ('created', 'started', 'pending', 'authorised', 'succeeded', 'failed', 'expired', 'mismatch')")

    with op.batch_alter_table('shop_delivery_rates', schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f('ck_shop_delivery_rates_sureness'), "sureness IN ('checked', 'memory', 'sample', 'own')")

    with op.batch_alter_table('shop_parcels', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_parcels_parcelstate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_parcels_parcelstate'), "state IN ('packing', 'shipped', 'failed', 'refused', 'returned', 'lost', 'delivered', 'given_back')")

    with op.batch_alter_table('shop_search_documents', schema=None) as batch_op:
        batch_op.create_check_constraint(batch_op.f('ck_shop_search_documents_searchtemperature'), "temperature IN ('ambient', 'chilled', 'frozen')")



def downgrade() -> None:
    with op.batch_alter_table('shop_purchases', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_purchases_purchasestate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_purchases_purchasestate'), "state IN ('placed', 'pending', 'paid', 'expired', 'cancelled')")

    with op.batch_alter_table('shop_orders', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_orders_orderstate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_orders_orderstate'), "state IN ('placed', 'paid', 'shipped', 'delivered', 'expired', 'cancelled')")

    with op.batch_alter_table('shop_payments', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_payments_paymentstate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_payments_paymentstate'), "state IN ('created', 'started', 'pending', 'succeeded', 'failed', 'expired', 'mismatch')")

    with op.batch_alter_table('shop_delivery_rates', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_delivery_rates_sureness'), type_='check')

    with op.batch_alter_table('shop_parcels', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_parcels_parcelstate'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_shop_parcels_parcelstate'), "state IN ('packing', 'shipped', 'delivered')")

    with op.batch_alter_table('shop_search_documents', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_shop_search_documents_searchtemperature'), type_='check')

    with op.batch_alter_table('shop_variants', schema=None) as batch_op:
        batch_op.drop_column('pack_sides_mm')
        batch_op.drop_column('least_weight_g')

    with op.batch_alter_table('shop_storefronts', schema=None) as batch_op:
        batch_op.drop_column('licences')

    with op.batch_alter_table('shop_search_terms', schema=None) as batch_op:
        batch_op.add_column(sa.Column('products', sa.INTEGER(), nullable=False))

    with op.batch_alter_table('shop_search_documents', schema=None) as batch_op:
        batch_op.add_column(sa.Column('forms', sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), 'postgresql'), nullable=False))
        batch_op.drop_index(batch_op.f('ix_shop_search_documents_change'))
        batch_op.drop_column('allergens')
        batch_op.drop_column('export_profile')
        batch_op.drop_column('days_left')
        batch_op.drop_column('price')
        batch_op.drop_column('temperature')
        batch_op.drop_column('organisation_id')
        batch_op.drop_column('category_id')
        batch_op.drop_column('names')
        batch_op.drop_column('terms')
        batch_op.drop_column('change')

    with op.batch_alter_table('shop_saved_addresses', schema=None) as batch_op:
        batch_op.drop_column('changed_at')
        batch_op.drop_column('is_default')
        batch_op.drop_column('name')

    with op.batch_alter_table('shop_purchases', schema=None) as batch_op:
        batch_op.drop_column('statements')

    with op.batch_alter_table('shop_products', schema=None) as batch_op:
        batch_op.drop_column('question_count')
        batch_op.drop_column('stars_total')
        batch_op.drop_column('review_count')
        batch_op.drop_column('days_left_on_arrival')

    with op.batch_alter_table('shop_product_texts', schema=None) as batch_op:
        batch_op.drop_column('allergen_note')
        batch_op.drop_column('usage')

    with op.batch_alter_table('shop_payments', schema=None) as batch_op:
        batch_op.drop_column('authorised')

    with op.batch_alter_table('shop_parcels', schema=None) as batch_op:
        batch_op.drop_column('wrapping_fee')
        batch_op.drop_column('gift')
        batch_op.drop_column('recipient')
        batch_op.drop_column('slot')
        batch_op.drop_column('wanted_on')
        batch_op.drop_column('leaves_on')
        batch_op.drop_column('size_cm')
        batch_op.drop_column('service')

    with op.batch_alter_table('shop_orders', schema=None) as batch_op:
        batch_op.drop_column('wrapping_total')
        batch_op.drop_column('tax_added')

    with op.batch_alter_table('shop_order_lines', schema=None) as batch_op:
        batch_op.drop_column('packed_weight_g')
        batch_op.drop_column('least_weight_g')

    with op.batch_alter_table('shop_delivery_rates', schema=None) as batch_op:
        batch_op.drop_index('ix_shop_delivery_rates_table')
        batch_op.create_unique_constraint(batch_op.f('uq_shop_delivery_rates_organisation_id_zone_temperature_up_to_g_valid_from'), ['organisation_id', 'zone', 'temperature', 'up_to_g', 'valid_from'])
        batch_op.alter_column('source',
               existing_type=sa.String(length=300),
               type_=sa.VARCHAR(length=200),
               existing_nullable=False)
        batch_op.alter_column('days_max',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.alter_column('days_min',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.alter_column('up_to_g',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.alter_column('organisation_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('review_by')
        batch_op.drop_column('valid_to')
        batch_op.drop_column('sureness')
        batch_op.drop_column('source_on')
        batch_op.drop_column('service')
        batch_op.drop_column('up_to_cm')

    with op.batch_alter_table('shop_carts', schema=None) as batch_op:
        batch_op.drop_column('gift')

    op.create_table('shop_search_postings',
    sa.Column('term_id', sa.INTEGER(), nullable=False),
    sa.Column('product_id', sa.INTEGER(), nullable=False),
    sa.Column('weight', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['shop_products.id'], name=op.f('fk_shop_search_postings_product_id')),
    sa.ForeignKeyConstraint(['term_id'], ['shop_search_terms.id'], name=op.f('fk_shop_search_postings_term_id')),
    sa.PrimaryKeyConstraint('term_id', 'product_id', name=op.f('pk_shop_search_postings')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('shop_search_postings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_search_postings_product_id'), ['product_id'], unique=False)

    op.create_table('shop_search_spellings',
    sa.Column('variant', sa.VARCHAR(length=80), nullable=False),
    sa.Column('term_id', sa.INTEGER(), nullable=False),
    sa.ForeignKeyConstraint(['term_id'], ['shop_search_terms.id'], name=op.f('fk_shop_search_spellings_term_id')),
    sa.PrimaryKeyConstraint('variant', 'term_id', name=op.f('pk_shop_search_spellings')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('shop_search_spellings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_shop_search_spellings_term_id'), ['term_id'], unique=False)

    with op.batch_alter_table('shop_stock_allocations', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_stock_allocations_lot_id'))

    op.drop_table('shop_stock_allocations')
    with op.batch_alter_table('shop_reviews', schema=None) as batch_op:
        batch_op.drop_index('ix_shop_reviews_state')
        batch_op.drop_index('ix_shop_reviews_shelf')
        batch_op.drop_index(batch_op.f('ix_shop_reviews_purchase_id'))
        batch_op.drop_index('ix_shop_reviews_desk')

    op.drop_table('shop_reviews')
    with op.batch_alter_table('shop_return_items', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_return_items_order_line_id'))

    op.drop_table('shop_return_items')
    with op.batch_alter_table('shop_stock_lots', schema=None) as batch_op:
        batch_op.drop_index('ix_shop_stock_lots_order')

    op.drop_table('shop_stock_lots')
    with op.batch_alter_table('shop_quotation_lines', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_quotation_lines_variant_id'))
        batch_op.drop_index(batch_op.f('ix_shop_quotation_lines_quotation_id'))
        batch_op.drop_index(batch_op.f('ix_shop_quotation_lines_product_id'))

    op.drop_table('shop_quotation_lines')
    with op.batch_alter_table('shop_return_photos', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_return_photos_request_id'))

    op.drop_table('shop_return_photos')
    with op.batch_alter_table('shop_return_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_return_answers_user_id'))
        batch_op.drop_index(batch_op.f('ix_shop_return_answers_request_id'))

    op.drop_table('shop_return_answers')
    with op.batch_alter_table('shop_questions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_questions_user_id'))
        batch_op.drop_index('ix_shop_questions_shelf')
        batch_op.drop_index(batch_op.f('ix_shop_questions_email'))
        batch_op.drop_index('ix_shop_questions_desk')

    op.drop_table('shop_questions')
    with op.batch_alter_table('shop_product_origins', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_product_origins_product_id'))

    op.drop_table('shop_product_origins')
    with op.batch_alter_table('shop_product_exports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_product_exports_profile_id'))

    op.drop_table('shop_product_exports')
    with op.batch_alter_table('shop_parcel_troubles', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_parcel_troubles_user_id'))
        batch_op.drop_index(batch_op.f('ix_shop_parcel_troubles_parcel_id'))

    op.drop_table('shop_parcel_troubles')
    with op.batch_alter_table('shop_notices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_notices_product_id'))
        batch_op.drop_index(batch_op.f('ix_shop_notices_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_shop_notices_handled_by_id'))
        batch_op.drop_index(batch_op.f('ix_shop_notices_email'))
        batch_op.drop_index('ix_shop_notices_desk')

    op.drop_table('shop_notices')
    with op.batch_alter_table('shop_export_proofs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_export_proofs_user_id'))
        batch_op.drop_index(batch_op.f('ix_shop_export_proofs_parcel_id'))

    op.drop_table('shop_export_proofs')
    with op.batch_alter_table('shop_return_requests', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_return_requests_order_id'))
        batch_op.drop_index('ix_shop_return_requests_desk')

    op.drop_table('shop_return_requests')
    with op.batch_alter_table('shop_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_messages_user_id'))
        batch_op.drop_index('ix_shop_messages_thread')
        batch_op.drop_index(batch_op.f('ix_shop_messages_purchase_id'))
        batch_op.drop_index('ix_shop_messages_desk')

    op.drop_table('shop_messages')
    op.drop_table('shop_delivery_settings')
    with op.batch_alter_table('shop_boxes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_boxes_organisation_id'))

    op.drop_table('shop_boxes')
    with op.batch_alter_table('shop_quotations', schema=None) as batch_op:
        batch_op.drop_index('ix_shop_quotations_valid')
        batch_op.drop_index(batch_op.f('ix_shop_quotations_user_id'))
        batch_op.drop_index(batch_op.f('ix_shop_quotations_organisation_id'))
        batch_op.drop_index('ix_shop_quotations_desk')

    op.drop_table('shop_quotations')
    with op.batch_alter_table('shop_cart_recipients', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_cart_recipients_cart_id'))

    op.drop_table('shop_cart_recipients')
    with op.batch_alter_table('shop_import_duties', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_import_duties_user_id'))
        batch_op.drop_index(batch_op.f('ix_shop_import_duties_region'))

    op.drop_table('shop_import_duties')
    op.drop_table('shop_favourites')
    with op.batch_alter_table('shop_export_rules', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_export_rules_user_id'))
        batch_op.drop_index('ix_shop_export_rules_standing')
        batch_op.drop_index(batch_op.f('ix_shop_export_rules_key'))

    op.drop_table('shop_export_rules')
    with op.batch_alter_table('shop_export_answers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_export_answers_profile_id'))
        batch_op.drop_index('ix_shop_export_answers_open')

    op.drop_table('shop_export_answers')
    with op.batch_alter_table('shop_exchange_rates', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_shop_exchange_rates_user_id'))

    op.drop_table('shop_exchange_rates')
    with op.batch_alter_table('shop_consents', schema=None) as batch_op:
        batch_op.drop_index('ix_shop_consents_user')

    op.drop_table('shop_consents')
    with op.batch_alter_table('core_data_copies', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_core_data_copies_user_id'))

    op.drop_table('core_data_copies')
    op.drop_table('shop_time_slots')
    op.drop_table('shop_remote_places')
    op.drop_table('shop_lead_times')
    op.drop_table('shop_export_profiles')
    op.drop_table('shop_delivery_surcharges')
    op.drop_table('shop_carrier_services')
    op.drop_table('i18n_phrases')
    op.drop_table('i18n_memory_units')
    with op.batch_alter_table('i18n_drafts', schema=None) as batch_op:
        batch_op.drop_index('ix_i18n_drafts_made_at')

    op.drop_table('i18n_drafts')
