"""Names that are translated, not spelled by sound: countries, languages, cities, and what CLDR lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

__all__ = [
    "COMMON",
    "INSTITUTIONS",
    "LOANS",
    "TITLES",
    "cities",
    "other_country",
    "own_name",
    "rendered_as",
]

COMMON = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday christmas easter lent united states kingdom union
    emirates republic republics federation north south east west northern southern eastern western central
    middle upper lower new old great grand little big saint san santa los las high low long short first
    second third fourth fifth sixth seventh eighth ninth tenth one two three four five six seven eight nine
    ten world earth moon sun mars venus saturn jupiter mercury space sea ocean bay gulf lake river creek
    fall falls mount mountain mountains hill hills valley island islands isle cape coast beach desert
    forest park garden gardens reserve field fields ranch farm bridge road street avenue boulevard lane
    square place plaza court tower castle palace house home hall room gate wall city town village county
    district province state territory region area capital country nation nations national international
    global royal imperial federal public general special supreme high prime chief deputy vice president
    minister ministry secretary chancellor governor mayor king queen prince princess emperor duke count
    lord lady sir mister doctor professor captain colonel colonels major sergeant admiral commander
    superintendent officer officers inspector police army navy force forces air fire guard guards corps
    squadron fleet regiment division brigade battalion battle war peace treaty pact act law bill code
    constitution congress senate parliament assembly council committee subcommittee commission commissioner
    board bureau office department agency authority service services center centre institute institution
    university college school academy library museum gallery theater theatre opera symphony orchestra
    church cathedral temple mosque abbey monastery holy god gods christ bible book books gospel bank fund
    stock exchange market trade company corporation group industries industry airlines airways airport
    station railway railroad line lines bus train ship boat car cars radio television news newspaper
    press post times journal magazine daily weekly star today report review guide show game games cup
    league team club championship championships open tour race prix prize award awards medal festival
    fair exposition expo day days night week month year years age ages era century history
    bronze iron stone golden gold silver black white red blue green brown grey gray dark light bright
    society association organization organisation foundation federation conservation liberation party
    movement front alliance league coalition resistance revolution independence freedom rights human
    people peoples native natives citizen citizens woman women man men child children family mother
    father brother sister son daughter friend friends student students teacher teachers player players
    health medical medicine hospital clinic disease prevention protection security defense defence justice
    affairs foreign interior finance economic economy education culture cultural science sciences
    technology research development environment agriculture energy transport transportation
    communications information investigation investigations intelligence oversight weather meteorological
    survey project program programme operation mission plan agreement accord conference summit forum
    meeting session election campaign debate vote court judge attorney lawyer district case trial
    northeast northwest southeast southwest atlantic pacific indian arctic antarctic mediterranean
    caribbean transantarctic hemisphere pole tropic tropical storm hurricane cyclone typhoon internet
    web website online software windows system systems network computer phone apple amazon facebook google
    twitter english french german spanish italian dutch danish swedish polish irish welsh scottish greek
    turkish arab arabs jewish jews muslim muslims islam islamic christian christians christianity catholic
    protestant orthodox buddhist buddhism hindu hinduism hebrew latin communism communist socialist
    democratic democrat democrats republican republicans liberal conservative labour labor swiss belgians
    czech thai thais malays danes finns turks greeks poles dynasty empire kingdoms
    renaissance baroque gothic roman romans rome moscow vienna warsaw prague munich cologne brussels copenhagen lisbon
    the this that these those there here when where while who what why how his her its their our your
    she they you and but for with from into over under after before not all any some many most more much
    such also just only even still yet then than because since although though however according during
    despite within without between among against about around through like unlike next last other another
    each every both either neither mr mrs ms dr jr general airline internet web christmas
    eagle lion tiger bear wolf horse cow dragon giant giants
    rangers bulls jazz stars devils engineer rock wide rainbow reading running ring sound soul wind ice
    snow water land lands flag pass way ways top deep wild fast free happy young dead lost last best good
    better heart life love death time back down out off grade highway route trail shore harbor
    harbour port dock ferry canal pyramid pyramids hotel restaurant cafe bar market store mall shop
    article articles representatives news basketball football soccer baseball hockey
    factory plant mine works building apartment consulate embassy border customs visa passport
    """.split()
)
"""Words of names that are translated, not transliterated, and words that begin sentences."""

TITLES = frozenset(
    """president minister secretary chancellor governor mayor king queen prince princess emperor duke count
    lord lady sir mister doctor professor captain colonel major sergeant admiral commander general pope
    bishop saint san santa lake river mount mountain mountains island islands cape bay gulf port fort city
    town village county district province state lieutenant senator judge officer inspector chief deputy
    vice prime actor singer coach director manager spokesman spokeswoman mr mrs ms dr upper lower north
    south east west northern southern eastern western los las la el santo university""".split()
)
"""Those of them that stand beside a name that keeps its sound: President Blinken, Lake Onega."""

INSTITUTIONS = tuple(
    """авеню авіалін агентс аеропорт айленд академі ансамбл античн апеляц апостол армі архієп асоціац банк бароко барон
    башт безпек битв богород бронз бульвар бюро біблі бібліот бірж вежа велик великд
    верхн верховн визволен вокзал ворот всесвіт вулиц відділ відродж війн військ вісник газет
    галере гварді герцог голод гора гори горі граф груп гімназ декларац департамент держав
    дивізіон династ договір долин жандарм жовт журнал закон залізн замок заповідник затока західн
    зелен земл земел зміна золот зірк зірков кам'ян канал кардинал касаці клінік князь князів кодекс
    колегі коледж компані комісі комітет конвенц конгрес конкурс конституц конфедер концерн коран
    корол корпорац корів костел кредит крейдян кубок леді лорд ліга лікарн лімітед лісу лісі ліце
    медал медич метро мечет мису митн монаст море морськ мостів музе міжнарод міністер міст міськ
    місяц нагляд народн націонал незалежн нижн новий новин новорічн об'єднан обласн оборон
    озер океан олімпі опер організац орден оркестр острови острів пакт палат палац папськ парад
    паралімп парк парламент пасх патріарх перемог площ повстан повітр пожеж поле поліці правд
    прем'єр премі прикорд прокур просвіт проспект протока пустел південн північ півострі підкоміт
    рада ради раду раді радіо районн рамадан революц ренесанс республік розвід розслід рятув різдв
    річк сади саду свобод свят святий світов сенат середн середньов синагог служб слідч собор сонц
    сонячн союз спартакі сполучен спілк срібн станці стар степ страхов студі судом суду судів
    суперл супутник східн театр телебач тижнев товарист тора трибунал тріас турнір угод указ
    університ управлін федерац фестивал флот фонд фортец фундац філармон хартія холдинг хору храм
    хрест царськ централ церкв часопис чемпіон червон чорн чумацьк школ щоден юрськ ярмар брідж стріт сквер лейк сіті маунт бульв хаус парад крейд роуд євангел
    європей єписк імпер імперат інкорпор інститут""".split()
)
"""How Ukrainian words begin that stand in names of institutions, places and times, and are no names
of their own."""

LOANS = tuple(
    """오토바 아코디언 사투리 울타리 미이라 토네이 박테리아 바이러스 롤러 호스텔 스케이트 스타디움 트로피 메달리스트 킬로미터 센티미터 밀리미터 아이스크림 초콜릿 샌드위치
    레스토랑 슈퍼마켓 스테이션 스케이 마라톤 올림픽 챔피언 토너먼트 리그전 세미나 심포지엄 인터뷰 텔레비전 라디오 카메라 필라멘트 비타민 알코올 카페인 니코틴 다이아몬드 플라스틱 시멘트
    콘크리트 엘리베이터 에스컬레이터 헬리콥터 제트기 트랙터 트레일러 컨테이너 터미널 아파트 빌라 펜션 리조트 수영복 드레스 스카프 티셔츠 아르바이트 스트레스 알레르기
    에너지 이데올로기 바이올린 피아노 기타리스트 오케스트라 발레리 뮤지컬 다큐멘터리 애니메이 시나리오 스튜디오 프로듀서 리히터 크레파스 아이폰 아이팟 이슬람 무슬림
    아메리카 아시아 유럽인 아프리카 오세아니아 어린이 미나리 개나리 메아리 보따리 잠자리 코끼리 너구리 개구리 도토리 항아리 주머니 호랑이 고양이 아가씨 사나이 지푸라기
    부스러기 나그네 소나기 무지개 도깨비 아지랑이 두루마리 그라운드 타이어 브레이크 엔진오일 마일리지 그야말 테러 레이더 레이저 레이스 레이서 컨디션 메달
    렌즈 뱅크 피트 피로 배드 가스 가이드 개그 갤러리 거즈 게스트 게임 고릴라 골프 그래프 그램 그룹 그늘 그림 그린 글라스 기어 기타 나일론 나이트 나프타 내레이 냅킨
    너트 네온 네트 넥타이 노이즈 노즐 노트 노하우 논픽션 뉘앙스 뉴런 뉴스 니켈 다이빙 다이어 다이얼 다임 다큐 달러 댄서 댄스 덤프 데모 데뷔 데스크 데이 데이터
    데이트 델타 도넛 도메인 도미노 도어 드라마 드라이 드럼 드론 드릴 디렉 디스코 디스크 디스플 디자이 디자인 디저트 디젤 디지털 딜러 딜레마 라벨 라운드 라운지 라이벌
    라이브 라이선 라이터 라이트 라인 램프 랜드마 랠리 러닝 러시 럭비 럭셔리 레버 레벨 레스토 레슨 레슬링 레시피 레이블 레이아 레인 레일 레저 레코드 레터 레퍼 렌터
    렌트 로고 로드 로맨 로비 로봇 로션 로켓 로터 로프 루머 루비 루트 리그 리더 리듬 리드 리모 리무진 리본 리뷰 리서치 리셉션 리스크 리스트 리콜 리터 리튬 리프트
    리허설 린치 릴레이 링크 마가린 마네킹 마니아 마법 마스크 마스터 마약 마우스 마운드 마이너 마이크 마진 마카로 마케팅 마켓 매너 매니저 매니큐 매머드 매스컴 매장 매체
    매트 맨션 머리카 머플러 메가 메뉴 메모 메모리 메시지 메신저 메이저 메이커 메인 메일 메커니 메탄 멘토 멜라닌 멜로디 멤버 모노 모니터 모더 모델 모듈 모드 모르몬
    모바일 모터 모텔 모토 몬순 몽타주 무드 무비 뮤직 미니 미디어 미라 미사일 미생물 미스터 미션 미터 미팅 믹스 밀리 밀크 바나나 바늘 바디 바람 바베큐 바비큐 바스켓
    바운드 바위 바이크 바이트 바자 바지 박스 박테 반도체 발레 발코니 밤거리 배너 배드민 배럴 배지 배터리 배트 백신 밴드 밸런스 밸브 버그 버너 버블 버섯 버스 버스트
    버전 버킷 버터 버튼 번들 벌레 베란다 베스트 베이비 베이스 베이지 베이커 베일 베테랑 벡터 벤처 벤치 벨트 보너스 보드 보디 보스 보이스 보이콧 보일러 보컬 보트 복서
    복싱 본토 볼링 볼트 부대 부스 부츠 부케 부티크 불도저 뷔페 브라더 브라우 브랜드 브레인 브로커 브론즈 브리핑 브릿지 블라우 블랙 블로그 블록 블루 비디오 비보
    비스킷 비자 비전 비즈니 비트 비행기 빌딩 빌보드 빙하 사랑 사막 사운드 사이렌 사이버 사이즈 사이클 사이트 사인 사파리 산타클 산호 살롱 살모넬 샌들 샐러드 샘플 샤먼
    샤워 샴페인 샴푸 서버 서브 서비스 서스펜 서치 서커스 서클 서핑 선글라 선탠 세기 세라믹 세미 세미프 세션 세일 세일즈 세제 세트 센서 센스 센터 센트 셀러 셀프 셔츠
    셔터 셔틀 소나타 소다 소대 소매 소스 소시지 소켓 소파 소프트 솔라 솔로 솔루션 쇼크 쇼핑 수프 슈퍼 슈트 스낵 스냅 스노 스누커 스님 스마트 스매시 스모그 스무
    스웨터 스위치 스위트 스윙 스카우 스카이 스캔들 스캐너 스캔 스커트 스케일 스케줄 스케치 스코어 스쿠버 스쿠터 스쿨 스크롤 스크린 스크립 스키 스킨 스타 스타일 스타트
    스태프 스탠더 스탠드 스탬프 스텐 스텝 스토리 스토브 스톱 스튜디 스튜어 스트라 스트레 스트립 스티커 스틱 스틸 스팀 스팟 스팸 스페셜 스펙 스펙트 스포츠 스포트
    스폰서 스푼 스프레 스프링 스피드 스피커 슬라이 슬럼프 슬로 슬로건 슬롯 슬리퍼 시가 시나리 시너지 시럽 시리즈 시뮬 시범 시스템 시즌 시트 신드롬 실루엣 실리콘 실버
    심벌 심포니 심플 싱글 싱크 아가미 아나운 아날로 아동 아드레 아로마 아르바 아마추 아메리 아미노 아스팔 아우토 아울렛 아이 아이돌 아이디 아이스 아이콘 아이템 아치
    아카데 아카이 아케이 아크릴 아트 아티스 안녕 안테나 알람 알레르 알루미 알리바 알칼리 알파 알파벳 암모 앙코르 애니 애완 액센트 액션 액세스 액세서 액체 앨범 앰프
    앵커 야드 어깨 어드벤 언더 언론 에고 에디터 에디션 에러 에로 에메랄 에세이 에스컬 에스코 에스프 에어 에어컨 에이전 에이즈 에코 에티켓 에피소 엑스 엑스포 엑스레
    엔지니 엔진 엔터 엘리트 엘리베 엠블럼 여러 여름 여신 여자 열대 오디션 오디오 오라 오렌지 오르간 오리 오리엔 오리지 오버 오븐 오아시 오염 오일 오전 오존 오징어
    오찬 오케스 오퍼 오페라 오프 오픈 온라인 옵션 와이어 와이파 와이퍼 와인 왁스 요거트 요구르 요가 요트 우라늄 워크 워터 원룸 웨딩 웨이브 웨이터 위스키 위트 윈도
    유니 유니폼 유니버 유닛 유람 유머 유토피 이글루 이데아 이데올 이들 이메일 이미지 이벤트 이스터 이슈 이온 인덱스 인디언 인슐린 인스턴 인스턴트 인치 인터넷 인터체
    인테리 인텔리 인트라 인프라 인플레 인플루 일러스 잉크 자료 자스민 자이언 재즈 재킷 저널 저널리 점퍼 점프 제로 제스처 제트 젤리 조깅 조랑말 조커 주니어 주스
    지그재 지네 지느러 지르코 지퍼 지프 집시 차트 찬스 채널 처트니 체스 체인 체크 첼로 초콜 촬영 치즈 치킨 칠리 카누 카드 카레 카리스 카운터 카운트 카지노 카카오
    카테고 카투사 카트 카페 카펫 카피 칵테일 칼라 칼럼 칼로리 칼륨 칼슘 캐디 캐럴 캐럿 캐릭터 캐비닛 캐스팅 캐시 캐시미 캔디 캔버스 캘린더 캠퍼스 캠페인 캠프 캠핑
    캡슐 캡틴 캥거루 커리 커리어 커리큘 커뮤니 커버 커브 커튼 커피 커플 컨벤션 컨설 컨셉 컨소시 컨테이 컨텐 컨트롤 컬러 컬럼 컬렉 컴백 컴퍼니 컴퓨 케미컬 케이블
    케이스 케이크 케첩 켈트 코너 코데인 코드 코러스 코멘트 코미디 코뿔소 코스 코스모 코스프 코스튬 코알라 코일 코요테 코인 코치 코카인 코칭 코코넛 코코아 코트 콘도
    콘서트 콘센트 콘택트 콘텐 콘테스트 콘트 콜레라 콜레스 콜라 콤바인 콤비 콤팩 콩쿠르 쿠데타 쿠션 쿠키 쿠폰 쿨러 퀴즈 큐레이 큐브 크기 크로스 크루즈 크리스
    크리스마 크리스털 크리켓 크림 크레디 크레딧 크레인 클라이 클래스 클래식 클럽 클로즈 클론 클리닉 클릭 클립 키로 키보드 키스 키위 키트 킬로 타깃 타겟 타악기 타워
    타원 타월 타이머 타이밍 타이츠 타이틀 타이피 타일 타임 탈레반 탈출 탐정 태블릿 태양 택시 탤런트 탱고 탱커 탱크 터널 터보 터치 테니스 테라스 테라피 테마 테스트
    테이블 테이프 테크 테크닉 텍스트 텐트 텔레 템포 토너 토마토 토막 토스트 토크 투어 튜닝 튜브 튤립 트라우마 트라이 트램 트랙 트랜스 트랩 트러스트 트러블 트럭
    트럼펫 트레이너 트레이닝 트렌드 트렁크 트리 트리오 트릭 트윈 티켓 파동 파라다 파라솔 파우더 파운드 파워 파이 파이프 파인 파일 파일럿 파자마 파충류 파킹 파트
    파트너 파티 패널 패드 패러 패러글 패션 패스 패스트 패키지 패턴 팬더 팬데믹 팬케이 팬터지 팬티 팰컨 퍼레이드 퍼센트 퍼즐 퍼포먼 펀드 펀치 펄프 페달 페더 페리
    페미니 페스티 페이지 페이퍼 페인트 페티시 펜더 펜던트 펜스 펠로 펭귄 포럼 포로 포르노 포맷 포인트 포즈 포지션 포커 포켓 포크 포트 포트폴 포탄 폴더 폴리 폴리스
    퓨전 프라이 프라임 프랜차 프런트 프레스 프레임 프레젠 프로 프로그 프로듀 프로모 프로세 프로젝 프로토 프로판 프로펠 프로필 프리 프리랜 프리미 프리즘 프린터 프린트
    플라스 플라자 플라즈 플라타 플랑크 플래시 플래그 플랜 플랫 플랫폼 플러그 플러스 플레이 플로어 플루트 피겨 피날레 피드백 피라미 피라냐 피부 피자 피켓 피크 피클 픽셀
    픽션 핀셋 필드 필름 필터 핑크 하드 하모니 하모니카 하이 하이라 하이브 하이에 하이킹 하키 하프 햄버거 햄스터 햇빛 핸드 핸드볼 핸들 핸디 행어 허들 허리케 허브 헤드
    헤드라 헤로인 헤어 헬기 헬륨 헬리콥 헬멧 헬스 호르몬 호스 호스트 호텔 홀로그 홀몬 홈런 후라이 휠체 휴머니 히로뽕 히스테 히터 히트 힌트 힙합 가리키 가리비 거르
    거리낌 고르 구르 그르 기르 나르 누르 다다르 두르 따르 마르 머무르 모르 무르 바르 부르 빠르 서투르 서두르 아우르 어우르 오르 오른 올라 이르 일으키 자르 저지르
    주무르 지르 찌르 치르 타오르 흐르 흘러 달리 놀리 돌리 들리 물리 벌리 불리 살리 말리 말라 빨리 울리 올리 알리 열리 팔리 풀리 걸리 굴리 눌리 늘리 널리 날리 멀리
    헐리 갈리 꿀리 뚫리 쏠리 매달리 시달리 엇갈리 휘말리 떨어 스스로 그리고 그러나 그러므 그러면 그런데 그래서 그렇 이러 저러 어떠 아니라 더불어 비롯 나머지 두루
    마무리 바다 바닥 사나 사라지 소리 우리 누리 다리 머리 자리 거리 무리 꼬리 뿌리 허리 보리 고리 부리 유리 수리 서리 파리 가루 하루 마루 그루 노루 벼루 나루 바라
    나라 자라 차라리 어느 어디 언제 누구 무엇 모두 아마 아주 너무 매우 더욱 별로 서로 따로 새로 바로 거꾸로 날로 홀로 도로 대로 별도 드디어 더러 부르짖 트이 크게
    크고 커다 커지 켜지 터지 터뜨 퍼지 퍼뜨 펼치 펴내 피우 피어 키우 타고 타다 타려 태어 태우 토하 통틀 투덜""".split()
)
"""How common Korean words begin that look like foreign names: loans, and words of its own."""

_EXONYMS: dict[str, dict[str, tuple[str, ...]]] = {
    "uk": {
        "United States": ("США", "Америк", "америк", "Штат"),
        "United Kingdom": ("Британ", "британ", "Королівств"),
        "South Africa": ("Південн", "південн", "ПАР"),
        "European Union": ("ЄС", "Європ", "Євросоюз"),
        "Germany": ("Німеч", "німец", "ФРН"), "Hungary": ("Угор", "угор"),
        "China": ("Кита", "китай", "КНР"), "Georgia": ("Груз", "груз", "Джордж"),
        "Egypt": ("Єгип", "єгип"), "Russia": ("Росі", "росій", "РФ"), "Poland": ("Польщ", "поль"),
        "France": ("Франц", "франц"), "Italy": ("Італ", "італ"), "Spain": ("Іспан", "іспан"),
        "Japan": ("Япон", "япон"), "Turkey": ("Турец", "Туреч", "турец"), "India": ("Інді", "інді"),
        "Greece": ("Грец", "грец"), "Ukraine": ("Укра", "укра"), "London": ("Лондон", "лондон"),
        "England": ("Англі", "англі"),
        "New Zealand": ("Зеланд", "зеланд"), "Soviet Union": ("СРСР", "адянськ", "Союз"),
        "Soviet": ("адянськ", "СРСР"), "Iceland": ("Ісланд", "ісланд"), "Jerusalem": ("Єрусал", "єрусал"), "Bethlehem": ("Вифлеєм",), "Israel": ("Ізраїл",),
        "Beijing": ("Пекін", "Бейдж"), "Nanjing": ("Нанкін",), "Bangladesh": ("Бангладеш",),
        "Mecca": ("Мекк", "Мецц"), "Mediterranean": ("Середземн",), "Mars": ("Марс",),
        "Martian": ("Марс",), "Venus": ("Венер",), "Jupiter": ("Юпітер",), "Mercury": ("Меркур",),
        "Croatia": ("Хорват",), "Hungarian": ("Угор", "Мадяр"),
        "Switzerland": ("Швейцар",), "Swiss": ("Швейцар",), "Dutch": ("Голланд", "Нідерланд"),
        "Netherlands": ("Нідерланд", "Голланд"), "Holland": ("Голланд", "Нідерланд"),
        "Czech": ("Чех", "Чеськ"), "Sweden": ("Швец", "Шведськ"), "Swedish": ("Швед", "Швец"),
        "Bosphorus": ("Босфор",), "Danube": ("Дуна",), "Rhine": ("Рейн",), "Alps": ("Альп",),
        "Baltic": ("Балт",), "Caribbean": ("Кариб",), "Atlantic": ("Атланти",),
        "Pacific": ("Тих",), "Arctic": ("Аркти",), "Antarctic": ("Антаркти",),
        "Crimea": ("Крим",), "Donbas": ("Донбас",), "Moscow": ("Москв",), "Kremlin": ("Кремл",),
        "Warsaw": ("Варшав",), "Vienna": ("Відень", "Відн", "Віден", "віден"), "Rome": ("Рим",),
        "Roman": ("Рим",), "Paris": ("Париж",), "Munich": ("Мюнхен",), "Geneva": ("Женев",),
        "Brussels": ("Брюссел",), "Prague": ("Праг", "Праз"), "Lisbon": ("Лісабон",),
        "Cairo": ("Каїр",), "Damascus": ("Дамаск",), "Naples": ("Неапол",),
        "Florence": ("Флоренц",), "Venice": ("Венец",), "Milan": ("Мілан",),
        "Jesus": ("Ісус",), "Christ": ("Христ",), "Christian": ("Христ",), "Bible": ("Біблі",),
        "Homer": ("Гомер",), "Caesar": ("Цезар",), "Zeus": ("Зевс",), "Fahrenheit": ("Фаренгейт",),
        "Celsius": ("Цельсі",), "Hitler": ("Гітлер",), "Stalin": ("Сталін",),
        "Khrushchev": ("Хрущов",), "Putin": ("Путін",),
    },
    "ko": {
        "United States": ("미국", "미 ", "美", "미합중국", "북미", "한미"),
        "United Kingdom": ("영국", "영 "), "Britain": ("영국", "브리튼"), "England": ("영국", "잉글랜드"),
        "European Union": ("유럽", "EU"), "Germany": ("독일",), "France": ("프랑스", "불"),
        "Spain": ("스페인", "에스파냐"), "China": ("중국", "중 ", "차이나"), "Japan": ("일본", "일 "),
        "India": ("인도",), "Thailand": ("태국", "타이"), "Russia": ("러시아", "러 "),
        "Australia": ("호주", "오스트레일리아"), "Turkey": ("터키", "튀르키예"), "Greece": ("그리스",),
        "Netherlands": ("네덜란드",), "Taiwan": ("대만", "타이완"), "Vietnam": ("베트남",),
        "Europe": ("유럽",), "America": ("미국", "아메리카", "미주", "북미", "남미"),
        "Angeles": ("앤젤레스", "엔젤레스"), "Tokyo": ("도쿄", "동경"),
        "Beijing": ("베이징", "북경"), "Shanghai": ("상하이", "상해"), "Hawaii": ("하와이",),
        "Soviet Union": ("소련", "소비에트"), "Soviet": ("소련", "소비에트"), "Africa": ("아프리카", "남아공"),
        "South Africa": ("남아프리카", "남아공"),
        "Jesus": ("예수",), "Israel": ("이스라엘",), "Mongolia": ("몽골", "몽고"),
        "Philippines": ("필리핀",), "Hungary": ("헝가리",), "Poland": ("폴란드",),
        "Switzerland": ("스위스",), "Singapore": ("싱가포르",), "Manchuria": ("만주",),
        "Wales": ("웨일즈", "웨일스"), "Balkan": ("발칸",), "Mars": ("화성",), "Martian": ("화성",), "Venus": ("금성", "비너스"), "Jupiter": ("목성",),
        "Mercury": ("수성",), "Saturn": ("토성",), "Mediterranean": ("지중해",),
        "Egypt": ("이집트",), "Rome": ("로마",), "Roman": ("로마",), "Paris": ("파리",),
        "Vienna": ("빈", "비엔나"), "Moscow": ("모스크바",), "Hungarian": ("헝가리",),
        "Christian": ("기독교", "크리스"), "Christ": ("그리스도",), "Homer": ("호메로스", "호머"),
        "Caesar": ("카이사르", "시저"), "Zeus": ("제우스",), "Atlantic": ("대서양",),
        "Pacific": ("태평양",), "Arctic": ("북극",), "Antarctic": ("남극",), "Alps": ("알프스",),
        "Geneva": ("제네바",), "Prague": ("프라하",), "Warsaw": ("바르샤바",), "Crimea": ("크림",),
        "Kyiv": ("키이우", "키예프"), "Kiev": ("키이우", "키예프"), "Venice": ("베네치아", "베니스"),
        "Florence": ("피렌체",), "Naples": ("나폴리",), "Munich": ("뮌헨",), "Bible": ("성경", "성서"),
    },
}  # fmt: skip
"""Names that have a name of their own in the target's language, beside those of CLDR."""


@lru_cache(maxsize=2048)
def own_name(name: str, language: str) -> tuple[str, ...]:
    """Return how a name is called in a language, where that is not a matter of sound; or nothing."""
    known = _EXONYMS.get(language, {}).get(name)
    if known is not None:
        return known
    there = _territories("en").get(name)
    here = _territories(language)
    if there is None or there not in here:
        return ()
    called = here[there]
    # Only the beginning: Ukrainian declines it, and makes an adjective of it.
    if language != "uk":
        return (called,)
    stem = _start(max(called.split(), key=len), "uk")
    return (stem.capitalize(), stem)


@lru_cache(maxsize=4)
def _territories(language: str) -> dict[str, str]:
    """Return the names of countries: English name to code, of another language code to name."""
    from babel import Locale

    found = {code: name for code, name in Locale.parse(language).territories.items()
             if len(code) == 2 and code.isalpha()}  # fmt: skip
    return {name: code for code, name in found.items()} if language == "en" else found


_CAPITAL = re.compile(r"[A-Z][^\W\d_]{2,}")
_WORDS = {"uk": re.compile(r"[а-яіїєґ'’ʼ]{3,}", re.IGNORECASE), "ko": re.compile(r"[가-힣]{2,}")}
_KEY = 5
_START = 4
"""Letters that an English name and what comes of it have in common (Croatia, Croatian), and forms
of a Ukrainian one; more where so many are those of another country, too (Austria, Australia)."""


def rendered_as(word: str, language: str) -> frozenset[str]:
    """Return how words begin that render a word of an English name; nothing where none is known.

    Args:
        word: A country, a people, a language, a city, or what comes of one: ``Croatian``.
        language: Of the target; nothing is known of others than ``uk`` and ``ko``.

    Returns:
        Beginnings in small letters; of Ukrainian words, which are inflected, as many letters as
        tell one country from the others, and at least four.
    """
    if language not in _WORDS:
        return frozenset()
    known, lower = _renderings(language), word.casefold()
    ends = range(len(lower), min(_KEY, len(lower)) - 1, -1)
    return next((known[lower[:end]] for end in ends if lower[:end] in known), frozenset())


def other_country(name: str, word: str, language: str) -> bool:
    """Return whether a word of a target calls a country, and that is not the one of an English name.

    Args:
        name: Of a country, in English.
        word: As it stands in the target.
        language: Of the target.
    """
    lower = word.casefold()
    start = _start(word, language)
    is_country = start in _countries(language) or lower.startswith(_STATES.get(language, ()))
    return is_country and not lower.startswith(
        tuple(one.casefold() for one in own_name(name, language))
    )


_STATES = {"uk": ("сша", "штат", "брит", "королівств")}
"""How countries begin that are several words in Ukrainian: США, Британія."""


@cache
def _countries(language: str) -> frozenset[str]:
    """Return the beginnings of countries whose names are single words in a language."""
    names = _territories(language).values()
    return frozenset(_start(name, language) for name in names if name.isalpha())


@cache
def _renderings(language: str) -> dict[str, frozenset[str]]:
    """Return the beginnings by the beginning of the English name."""
    found: dict[str, set[str]] = defaultdict(set)
    for there, here in [*_cldr_names(language), *_exonyms(language)]:
        starts = {_start(match.group(), language) for match in _WORDS[language].finditer(here)}
        for match in _CAPITAL.finditer(there):
            found[_start(match.group(), "en")] |= starts
    return {key: frozenset(starts) for key, starts in found.items()}


def _start(word: str, language: str) -> str:
    """Return the beginning of a word that its other forms and what comes of it have, too."""
    if language not in ("en", "uk"):
        return word
    lower, longer = word.casefold(), _longer_starts(language)
    least = _KEY if language == "en" else _START
    ends = range(len(lower), least, -1)
    return next((lower[:end] for end in ends if lower[:end] in longer), lower[:least])


@cache
def _longer_starts(language: str) -> frozenset[str]:
    """Return the beginnings of countries that another country has the first letters of."""
    least = _KEY if language == "en" else _START
    alike: dict[str, set[str]] = defaultdict(set)
    for there, here in _single_names("uk"):
        name = (there if language == "en" else here).casefold()
        alike[name[:least]].add(name)
    return frozenset(
        name[: max(_shared(name, other) for other in group - {name}) + 1]
        for group in alike.values()
        if len(group) > 1
        for name in group
    )


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


@cache
def _single_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return the countries that are a single word in English and in another language."""
    here = _territories(language)
    pairs = ((there, here.get(code, "")) for there, code in _territories("en").items())
    return tuple(pair for pair in pairs if all(name.isalpha() for name in pair))


def _exonyms(language: str) -> Iterator[tuple[str, str]]:
    for name, called in _EXONYMS.get(language, {}).items():
        yield name, " ".join(called)


def _cldr_names(language: str) -> Iterator[tuple[str, str]]:
    """Yield names of countries, languages and cities in English and in another language."""
    from babel import Locale

    there, here = Locale.parse("en"), Locale.parse(language)
    for code, name in here.territories.items():
        yield there.territories.get(code, ""), name
    for code, name in here.languages.items():
        yield there.languages.get(code, "").title(), name
    for zone, about in here.time_zones.items():
        known = there.time_zones.get(zone, {}).get("city")
        yield known or zone.rpartition("/")[2].replace("_", " "), about.get("city", "")


@cache
def cities(language: str) -> frozenset[str]:
    """Return the cities that CLDR knows, as a language calls them: single words of three letters."""
    from babel import Locale

    zones = Locale.parse(language).time_zones.values()
    names = {about.get("city", "") for about in zones}
    return frozenset(name for name in names if len(name) > 2 and name.isalpha())
